package org.baoxue.directory.post;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.baoxue.kit.event.Json;
import org.baoxue.kit.seal.Sealing;

/** Seals and opens what is known of holders. */
@ApplicationScoped
class Cards {

    private final Sealing sealing;

    Cards(Sealing sealing) {
        this.sealing = sealing;
    }

    Card open(String sealed) {
        return Json.read(sealing.open(sealed), Card.class);
    }

    /**
     * Seals a card; a seal of the same card that is there already is kept, since no two seals are alike and the same content
     * must stay the same content.
     */
    String seal(Card card, List<String> before) {
        return before.stream()
                .filter(kept -> opened(kept).filter(card::equals).isPresent())
                .findFirst()
                .orElseGet(() -> sealing.seal(Json.write(card)));
    }

    /** Empty when it was sealed with a key that is no longer set: it is then sealed anew. */
    private Optional<Card> opened(String sealed) {
        try {
            return Optional.of(open(sealed));
        } catch (IllegalArgumentException oldKey) {
            return Optional.empty();
        }
    }
}
