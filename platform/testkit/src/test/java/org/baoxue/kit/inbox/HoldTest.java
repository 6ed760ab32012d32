package org.baoxue.kit.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HoldTest {

    private static final boolean CONNECTED = true;
    private static final boolean AWAY = false;

    private final Hold hold = new Hold(Duration.ofMinutes(10), Duration.ofSeconds(10), at(0));

    @Test
    void nothingIsDecidedAfterAStartBeforeTheEndsAreReached() {
        assertThat(hold.look(AWAY, at(1))).isEmpty();
        int question = hold.look(CONNECTED, at(2)).orElseThrow();
        assertThat(hold.look(CONNECTED, at(3))).hasValue(question);
        assertThat(hold.isOn()).isTrue();
        hold.heard(question);
        assertThat(hold.isOn()).isFalse();
        assertThat(hold.look(CONNECTED, at(4))).isEmpty();
    }

    @Test
    void aBrokerThatComesBackIsGivenTimeInWhichOthersPublish() {
        hold.heard(hold.look(CONNECTED, at(1)).orElseThrow());
        assertThat(hold.look(AWAY, at(60))).isEmpty();
        assertThat(hold.isOn()).isTrue();
        assertThat(hold.look(CONNECTED, at(120))).isEmpty();
        assertThat(hold.look(CONNECTED, at(129))).isEmpty();
        hold.heard(hold.look(CONNECTED, at(130)).orElseThrow());
        assertThat(hold.isOn()).isFalse();
    }

    @Test
    void soIsOneThatWasAwayWhenTheServiceStarted() {
        assertThat(hold.look(AWAY, at(50))).isEmpty();
        assertThat(hold.look(CONNECTED, at(60))).isEmpty();
        assertThat(hold.look(CONNECTED, at(70))).isPresent();
    }

    @Test
    void anAnswerToWhatWasAskedBeforeIsNone() {
        int before = hold.look(CONNECTED, at(1)).orElseThrow();
        hold.begin(at(2));
        hold.heard(before);
        assertThat(hold.isOn()).isTrue();
        int anew = hold.look(CONNECTED, at(3)).orElseThrow();
        assertThat(anew).isNotEqualTo(before);
        hold.heard(anew);
        assertThat(hold.isOn()).isFalse();
    }

    @Test
    void itIsBoundedWithoutABrokerAndWithoutAnAnswer() {
        assertThat(hold.look(AWAY, at(599))).isEmpty();
        assertThat(hold.isOn()).isTrue();
        hold.look(AWAY, at(601));
        assertThat(hold.isOn()).isFalse();
        hold.begin(at(700));
        assertThat(hold.look(CONNECTED, at(710))).isEmpty();
        assertThat(hold.look(CONNECTED, at(720))).isPresent();
        assertThat(hold.look(CONNECTED, at(1301))).isEmpty();
        assertThat(hold.isOn()).isFalse();
    }

    @Test
    void whatComesAgainAndAgainDoesNotHoldForEver() {
        for (int second = 1; second <= 601; second++) {
            hold.begin(at(second));
            hold.look(second % 2 == 0 ? CONNECTED : AWAY, at(second));
        }
        assertThat(hold.isOn()).isFalse();
    }

    @Test
    void afterTheBoundOnlySomethingNewHolds() {
        hold.look(AWAY, at(601));
        hold.look(AWAY, at(700));
        assertThat(hold.isOn()).isFalse();
        hold.look(CONNECTED, at(800));
        assertThat(hold.isOn()).isTrue();
    }

    @Test
    void aPauseHoldsForAsLongAsItIsSaidAndTheBoundCountsFromThen() {
        hold.heard(hold.look(CONNECTED, at(1)).orElseThrow());
        int second = 100;
        for (; second <= 5_000; second += 100) {
            hold.pause(at(second));
            assertThat(hold.isOn()).isTrue();
        }
        assertThat(hold.look(CONNECTED, at(second))).isPresent();
        assertThat(hold.isOn()).isTrue();
        hold.look(CONNECTED, at(second + 601));
        assertThat(hold.isOn()).isFalse();
    }

    @Test
    void whatWasAskedBeforeAPauseIsNoAnswerAfterIt() {
        int before = hold.look(CONNECTED, at(1)).orElseThrow();
        hold.pause(at(2));
        hold.heard(before);
        assertThat(hold.isOn()).isTrue();
    }

    private static long at(int second) {
        return Duration.ofSeconds(second).toNanos();
    }
}
