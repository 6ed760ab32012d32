package org.baoxue.local.demo;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.baoxue.local.suite.Service;

/** Throws everybody out of the consumer groups of some services: all of them join again, and partitions change hands. */
final class Rebalances implements AutoCloseable {
    private final Admin kafka;
    private final List<String> beginnings;
    private final AtomicInteger done = new AtomicInteger();

    Rebalances(String bootstrap, List<Service> services) {
        this.kafka = Admin.create(Map.of("bootstrap.servers", bootstrap));
        this.beginnings = services.stream().map(Service::database).toList();
    }

    void force() {
        try {
            for (var group : kafka.listGroups().all().get()) {
                if (beginnings.stream().anyMatch(group.groupId()::startsWith)) {
                    throwOut(group);
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void throwOut(GroupListing group) throws InterruptedException {
        try {
            kafka.removeMembersFromConsumerGroup(group.groupId(), new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
            done.incrementAndGet();
        } catch (ExecutionException joiningAlready) {
            // its members are on their way in and out: nothing to add
        }
    }

    int done() {
        return done.get();
    }

    @Override
    public void close() {
        kafka.close();
    }
}
