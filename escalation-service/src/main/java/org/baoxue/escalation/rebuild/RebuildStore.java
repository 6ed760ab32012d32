package org.baoxue.escalation.rebuild;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.baoxue.escalation.duty.Evidence;
import org.baoxue.kit.event.Json;
import org.jdbi.v3.core.Jdbi;

/**
 * Writes rows from events: {@code :rows} are those of a batch with their place in it, {@code e.said} what each says. When a rule
 * will fire is not told: the first look at the absence reckons it, and says nothing of what it did not know.
 */
@ApplicationScoped
class RebuildStore {
    private static final String EVENTS = " jsonb_to_recordset(cast(:rows as jsonb)) as e (n int, said jsonb) ";

    /** What a rule found by itself is told like evidence, and is none. */
    private static final List<String> KINDS =
            Arrays.stream(Evidence.Kind.values()).map(Enum::name).toList();

    /** Earlier versions of the shipped policy were published, and never kept. */
    private static final int FIRST_SHIPPED_KEPT = 2;

    private final Jdbi jdbi;

    RebuildStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Kinds of rows, in the order in which one may speak of another, each with the events that tell of it. */
    @SuppressWarnings("ImmutableEnumChecker") // a set that cannot be changed
    enum Kept {
        SPELLS("""
                insert into spell (id, student, school, place, home_place, class_id, opened_date, opened_order, opened_at, missed,
                    state, created_at, known_at, policy_place, policy_from, policy_version, deadlines)
                select said->>'spell', said->>'student', said->>'school', said->>'place', said->>'homePlace', said->>'class',
                    (said->>'openedOn')::date, (said->>'openedSession')::int, (said->>'openedAt')::timestamptz,
                    jsonb_build_array(jsonb_build_object('date', said->'openedOn', 'order', said->'openedSession',
                        'takenAt', said->'openedAt')),
                    'OPEN', coalesce(said->>'createdAt', said->>'at')::timestamptz, (said->>'at')::timestamptz,
                    said->'policy'->>'place', (said->'policy'->>'from')::date, (said->'policy'->>'version')::int,
                    '[]'
                from""" + EVENTS + "on conflict do nothing", "spell-opened"),
        SPELL_CHANGES(
                """
                update spell set school = said->>'school', place = said->>'place', home_place = said->>'homePlace',
                    class_id = said->>'class', opened_date = (said->>'openedOn')::date,
                    opened_order = (said->>'openedSession')::int, opened_at = (said->>'openedAt')::timestamptz,
                    missed = jsonb_build_array(jsonb_build_object('date', said->'openedOn', 'order', said->'openedSession',
                        'takenAt', said->'openedAt')),
                    state = case when said->>'ending' is null then 'OPEN'
                        when said->>'ending' = 'RETURNED' and (said->>'corrected')::boolean then 'RETURNED_BY_CORRECTION'
                        else said->>'ending' end,
                    ended_date = (said->>'endedOn')::date, ended_order = (said->>'endedSession')::int,
                    ended_at = (said->>'endedAt')::timestamptz
                from (select distinct on (said->>'spell') said from""" + EVENTS + "order by said->>'spell', n desc) as last where spell.id = said->>'spell'",
                "spell-moved",
                "spell-ended"),
        FIRINGS("""
                insert into firing (id, spell, rule, revision, day, due_at, fired_at, late, unwatermarked, outside, withdrawn, why)
                select said->>'firing', said->>'spell', said->>'rule', (said->>'revision')::int, (said->>'day')::int,
                    (said->>'dueAt')::timestamptz, (said->>'firedAt')::timestamptz, (said->>'late')::boolean,
                    (said->>'unwatermarked')::boolean,
                    case when (said->>'waiting')::boolean then 'WAITING' else 'RELEASED' end, false, said->'why'
                from""" + EVENTS + "on conflict do nothing", "rule-fired"),
        SETTLED(
                """
                update firing set outside = said->>'outside'
                from (select distinct on (said->>'firing') said from""" + EVENTS + "order by said->>'firing', n desc) as last where firing.id = said->>'firing'",
                "rule-settled"),
        WITHDRAWN(
                "update firing set withdrawn = true from" + EVENTS + "where firing.id = said->>'firing'",
                "rule-withdrawn"),
        DUTIES("""
                with opened as materialized (
                    select nextval('duty_why_no') as no, said
                    from (select distinct on (said->>'duty') said from""" + EVENTS + """
                        order by said->>'duty', n) as first
                    where not exists (select from duty where id = said->>'duty')
                ), kept as (
                    insert into duty_why (no, why) select no, said->'why' from opened
                )
                insert into duty (id, rule, subject_kind, subject, student, school, place, home_place, class_id, date, day,
                    revision, firing, owner_post, owner_scope, opened_at, base, due_at, late, unfounded, state, unseen, why_no,
                    opened_for)
                select said->>'duty', said->>'rule', said->'subject'->>'kind', said->'subject'->>'id', said->>'student',
                    said->>'school', said->>'place', said->>'homePlace', coalesce(said->>'class', ''), (said->>'date')::date,
                    coalesce((said->>'day')::int, 0), (said->>'revision')::int, said->>'firing', said->'owner'->>'post',
                    said->'owner'->>'scope', (said->>'openedAt')::timestamptz,
                    coalesce(said->>'base', said->>'openedAt')::timestamptz, (said->>'dueAt')::timestamptz,
                    (said->>'late')::boolean, false, 'OPEN', false, no, said->'subject'->>'id'
                from opened on conflict do nothing
                """, "duty-opened"),
        MOVES("""
                update duty set owner_post = said->'owner'->>'post', owner_scope = said->'owner'->>'scope',
                    due_at = (said->>'dueAt')::timestamptz, late = coalesce((said->>'late')::boolean, late)
                from (select distinct on (said->>'duty') said from""" + EVENTS + "order by said->>'duty', n desc) as last where duty.id = said->>'duty'", "duty-moved"),
        DONE(
                "update duty set state = 'DONE', ended_at = (said->>'at')::timestamptz, ended_known_at = (said->>'at')::timestamptz from"
                        + EVENTS + "where duty.id = said->>'duty'",
                "duty-done"),
        LAPSES("""
                update duty set state = 'LAPSED', ended_at = (said->>'at')::timestamptz, ended_known_at = (said->>'at')::timestamptz, unseen = (said->>'unseen')::boolean from""" + EVENTS + "where duty.id = said->>'duty'", "duty-lapsed"),
        CANCELLED("""
                update duty set state = 'CANCELLED', ended_at = (said->>'at')::timestamptz, ended_known_at = (said->>'at')::timestamptz, reason = said->>'reason',
                    unfounded = unfounded or (said->>'tellCorrection')::boolean from""" + EVENTS + "where duty.id = said->>'duty'", "duty-cancelled"),
        CORRECTED("update duty set unfounded = true from" + EVENTS + "where duty.id = said->>'duty'", "duty-corrected"),
        EVIDENCE(
                """
                insert into duty_evidence (duty, kind, outcome, by_whom, at, how, number, source, recorded_at)
                select said->>'duty', one->>'kind', one->>'outcome', one->>'by',
                    coalesce(one->>'at', said->>'at')::timestamptz, one->>'how', one->>'number', one->>'source',
                    (one->>'recordedAt')::timestamptz
                from"""
                        + EVENTS + "cross join lateral (select coalesce(said->'evidence', said) as one) as given"
                        + " where one->>'kind' = any(:kinds) order by n",
                "duty-done",
                "duty-evidence",
                "duty-moved",
                "duty-cancelled"),
        ASSIGNMENTS("""
                insert into duty_assignment (duty, from_post, from_scope, to_post, to_scope, why, by_whom, at)
                select said->>'duty', said->'formerOwner'->>'post', said->'formerOwner'->>'scope', said->'owner'->>'post',
                    said->'owner'->>'scope', '', said->>'by', (said->>'at')::timestamptz
                from""" + EVENTS + "where said->>'reason' = 'REASSIGNED' order by n", "duty-moved"),
        VERIFICATIONS(
                """
                insert into verification (student, duty, date, outcome, at)
                select said->>'student', said->>'duty', (said->>'date')::date, one->>'outcome',
                    coalesce(one->>'recordedAt', said->>'at')::timestamptz
                from"""
                        + EVENTS + "cross join lateral (select coalesce(said->'evidence', said) as one) as given"
                        + " where one->>'kind' = 'VERIFICATION' and said->>'student' is not null on conflict do nothing",
                "duty-done",
                "duty-evidence"),
        UNREGISTERED("""
                insert into unregistered (subject, student, school, place, home_place, class_id, term_from, term_to, since,
                    policy_on, known_at, enrolment)
                select distinct on (said->'subject'->>'id') said->'subject'->>'id', said->>'student', said->>'school',
                    said->>'place', said->>'homePlace', said->>'class', (said->>'term')::date, (said->>'termTo')::date,
                    (said->>'openedOn')::date, (said->>'openedOn')::date, (said->>'at')::timestamptz,
                    coalesce((said->>'enrolment')::int, 0)
                from""" + EVENTS + "order by said->'subject'->>'id', n on conflict do nothing", "unregistered-listed"),
        UNREGISTERED_ENDINGS(
                """
                update unregistered set ending = said->>'ending', ended_on = (said->>'endedOn')::date,
                    school = said->>'school', place = said->>'place', home_place = said->>'homePlace', class_id = said->>'class',
                    since = (said->>'openedOn')::date, term_from = (said->>'term')::date, term_to = (said->>'termTo')::date,
                    enrolment = coalesce((said->>'enrolment')::int, 0)
                from (select distinct on (said->'subject'->>'id') said from"""
                        + EVENTS + "order by said->'subject'->>'id', n desc) as last"
                        + " where unregistered.subject = said->'subject'->>'id'",
                "unregistered-listed",
                "unregistered-ended"),
        WEEK_LISTS("""
                with listed as (
                    select distinct on (said->>'duty', s->>'student') said->>'duty' as duty, s->>'student' as student,
                        s->>'class' as class_id, s->>'homePlace' as home_place, s->'reasons' as reasons
                    from""" + EVENTS + """
                    cross join jsonb_array_elements(said->'students') as s order by said->>'duty', s->>'student', n desc
                )
                insert into week_list (duty, student, class_id, home_place, reasons)
                select duty, student, class_id, home_place, reasons from listed where true
                on conflict (duty, student) do update set reasons = excluded.reasons, off_at = null
                """, "week-listed"),
        WEEK_LISTS_OFF("""
                with e as materialized (select n, said from""" + EVENTS + """
                ), named as (
                    select said->>'duty' as duty, s->>'student' as student, max(n) as n
                    from e cross join jsonb_array_elements(said->'students') as s group by 1, 2
                ), gone as (
                    select w.duty, w.student, (select (e.said->>'at')::timestamptz from e
                        where e.said->>'duty' = w.duty and e.n > coalesce(named.n, -1) order by e.n limit 1) as at
                    from week_list w left join named using (duty, student)
                    where w.off_at is null and w.duty in (select said->>'duty' from e)
                )
                update week_list set off_at = gone.at from gone
                where gone.at is not null and week_list.duty = gone.duty and week_list.student = gone.student
                """, "week-listed"),
        /** Lists and the tellings of their names lie under other keys, so they come in any order: these wait for the end. */
        WEEK_LISTS_TOLD("""
                insert into told_at_the_end (list, student, at)
                select said->>'list', said->>'student', (said->>'at')::timestamptz
                from""" + EVENTS + "where said->>'list' is not null order by n", "telling"),
        POLICIES(
                """
                insert into policy (place, from_date, version, "values", set_at, set_by)
                select said->>'place', (said->>'from')::date, (said->>'version')::int, said->'values',
                    (said->>'at')::timestamptz, said->>'by'
                from""" + EVENTS + "where said->>'place' <> '' or (said->>'version')::int >= " + FIRST_SHIPPED_KEPT
                        + " on conflict do nothing",
                "policy-set"),
        POLICIES_PUBLISHED("""
                insert into policy_published (place, from_date, version, published_at)
                select said->>'place', (said->>'from')::date, (said->>'version')::int, (said->>'at')::timestamptz
                from""" + EVENTS + "where said->>'place' = '' on conflict do nothing", "policy-set"),
        OUTAGES("""
                insert into outage (from_at, to_at) select (said->>'from')::timestamptz, (said->>'to')::timestamptz
                from""" + EVENTS + "on conflict do nothing", "outage-noted"),
        CALENDARS("""
                insert into calendar (owner, owner_kind, terms, earlier, days, revision)
                select distinct on (said->>'owner') said->>'owner', said->>'ownerKind', said->'terms', said->'earlier',
                    said->'days', (said->>'revision')::bigint
                from""" + EVENTS + """
                order by said->>'owner', n desc
                on conflict (owner) do update set terms = excluded.terms, earlier = excluded.earlier, days = excluded.days,
                    revision = excluded.revision
                """, "calendar-kept");

        private final String sql;
        private final Set<String> events;

        Kept(String sql, String... events) {
            this.sql = sql;
            this.events = Set.of(events);
        }

        Set<String> events() {
            return events;
        }
    }

    void keep(Kept kept, List<Map<String, Object>> rows) {
        jdbi.useHandle(handle -> {
            var update = handle.createUpdate(kept.sql).bind("rows", Json.write(rows));
            if (kept == Kept.EVIDENCE) {
                update.bindArray("kinds", String.class, KINDS);
            }
            update.execute();
        });
    }

    /** Everything has been read: what had to wait for the rest of it is written, so many at a time. */
    void finish(int page) {
        while (toldOf(page) > 0) {
            // the next page
        }
    }

    private int toldOf(int page) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        with page as (
                            delete from told_at_the_end where n in (select n from told_at_the_end order by n limit :page)
                            returning list, student, at
                        ), first as (
                            select list, student, min(at) as at from page group by list, student
                        ), told as (
                            update week_list set told_at = least(told_at, first.at) from first
                            where duty = first.list and week_list.student = first.student
                        )
                        select count(*) from page
                        """).bind("page", page).mapTo(Integer.class).one());
    }

    /** Whether the state has been told, once and for all: from then on it is the database that knows. */
    boolean isWhole() {
        return jdbi.withHandle(handle -> handle.createQuery("select exists (select from state_is_whole)")
                .mapTo(Boolean.class)
                .one());
    }

    /** Returns false where another node has said so before. */
    boolean setWhole() {
        return jdbi.withHandle(handle -> handle.execute(
                        "insert into state_is_whole (since) values (clock_timestamp()) on conflict do nothing"))
                == 1;
    }

    /** @param at of real time: the service had said its last word then */
    void standsStillSince(Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate("update sign_of_life set at = least(at, :at)")
                .bind("at", at)
                .execute());
    }
}
