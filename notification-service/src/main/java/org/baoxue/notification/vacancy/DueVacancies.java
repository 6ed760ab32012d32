package org.baoxue.notification.vacancy;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baoxue.kit.due.Batch;
import org.baoxue.kit.due.DueRows;
import org.baoxue.notification.contact.Contacts;
import org.baoxue.notification.dispatch.TellingConfig;
import org.baoxue.notification.notice.Notices;
import org.baoxue.notification.plan.Heard;
import org.baoxue.notification.plan.Holder;
import org.baoxue.notification.plan.PostRef;

/**
 * Looks whether somebody holds the post that owes a duty: when it opens or is given away, when the holders change, and at
 * the beginning of each day, since a holder's time may be over. Of one vacancy the level above hears once, by the notice's id.
 */
@ApplicationScoped
class DueVacancies implements DueRows<Owing.Owed> {

    private final OpenDutyStore store;
    private final Contacts contacts;
    private final Notices notices;
    private final Batch batch;
    private final TellingConfig config;

    DueVacancies(OpenDutyStore store, Contacts contacts, Notices notices, Batch batch, TellingConfig config) {
        this.store = store;
        this.contacts = contacts;
        this.notices = notices;
        this.batch = batch;
        this.config = config;
    }

    @Override
    public String name() {
        return "vacancies";
    }

    @Override
    public int work(Instant now, int limit) {
        return batch.work(this, now, limit);
    }

    @Override
    public List<Owing.Owed> claim(Instant now, int limit) {
        return store.claim(now, limit);
    }

    @Override
    public void putOff(Owing.Owed owed, Instant until) {
        store.lookAt(Map.of(owed.duty(), until));
    }

    @Override
    public Optional<String> waiting() {
        return Optional.of(OpenDutyStore.WAITING);
    }

    @Override
    public int work(List<Owing.Owed> rows, Instant now) {
        var open = rows.stream().filter(owed -> owed.dueAt().isAfter(now)).toList();
        sayVacant(open, now);
        lookAgainTomorrow(open, now);
        // what becomes of it now, its lapse tells
        store.remove(rows.stream()
                .filter(owed -> !owed.dueAt().isAfter(now))
                .map(Owing.Owed::duty)
                .toList());
        return rows.size();
    }

    private void sayVacant(List<Owing.Owed> open, Instant now) {
        var owners = new HashSet<PostRef>();
        open.forEach(owed -> owners.add(owed.owner()));
        var holders = contacts.holders(owners);
        var zones = zones(open);
        var vacant = open.stream()
                .filter(owed -> !isHeld(holders.getOrDefault(owed.owner(), List.of()), now, zone(owed, zones)))
                .toList();
        var climbing = notices.climbing(vacant.stream().map(Owing.Owed::duty).toList());
        notices.hear(vacant.stream()
                .filter(owed -> !climbing.getOrDefault(owed.duty(), List.of()).contains(owed.owner()))
                .<Heard>map(owed -> new Heard.Vacancy(owed.cause(), owed.subject(), owed.matter(), owed.owner(), now))
                .toList());
    }

    private static boolean isHeld(List<Holder> holders, Instant now, ZoneId zone) {
        var today = now.atZone(zone).toLocalDate();
        return holders.stream().anyMatch(holder -> holder.holdsOn(today));
    }

    private void lookAgainTomorrow(List<Owing.Owed> open, Instant now) {
        var zones = zones(open);
        var looks = new HashMap<String, Instant>();
        for (var owed : open) {
            var zone = zone(owed, zones);
            var tomorrow = now.atZone(zone).toLocalDate().plusDays(1);
            looks.put(owed.duty(), tomorrow.atStartOfDay(zone).toInstant());
        }
        store.lookAt(looks);
    }

    private Map<String, ZoneId> zones(List<Owing.Owed> open) {
        return contacts.zones(
                open.stream().map(owed -> owed.subject().school()).distinct().toList());
    }

    private ZoneId zone(Owing.Owed owed, Map<String, ZoneId> zones) {
        return zones.getOrDefault(owed.subject().school(), config.zone());
    }
}
