package org.baoxue.kit.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.baoxue.kit.inbox.InboxStanding.Mark;
import org.baoxue.kit.store.Transactions;

/** Whether the inbox has come to where the topics of this service ended when it was asked. For one thread. */
@ApplicationScoped
class Ends {

    private final Consumers consumers;
    private final Topics topics;
    private final InboxStore store;
    private final Transactions transactions;
    private int asked = -1;
    private List<Mark> ends = List.of();

    Ends(Consumers consumers, Topics topics, InboxStore store, Transactions transactions) {
        this.consumers = consumers;
        this.topics = topics;
        this.store = store;
        this.transactions = transactions;
    }

    /** @param question another one asks where the topics end now; the same compares again with where they ended then */
    boolean areReached(int question) {
        if (question != asked) {
            ends = topics.ends(consumers.topics().values());
            asked = question;
        }
        var ids = ends.stream().map(Mark::topic).distinct().map(topics::idOf).toList();
        var marks = transactions.asWorker(
                () -> ids.stream().flatMap(id -> store.marks(id).stream()).toList());
        return ends.stream().allMatch(end -> marks.stream()
                .anyMatch(mark -> mark.topic().equals(end.topic())
                        && mark.partition() == end.partition()
                        && mark.next() >= end.next()));
    }
}
