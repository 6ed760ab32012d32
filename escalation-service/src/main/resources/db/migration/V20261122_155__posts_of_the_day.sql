-- Whose day it is when a post is taken over or a policy read: the school's, or for a place that of the schools there.
alter table post add column organisation text;
update post set organisation = scope where exists (select from school where code = scope);
update post set organisation = (select school from child where class_id = scope limit 1) where post = 'class-teacher';
create function today_at(school_code text, place_code text) returns date language sql stable as $$
    select (baoxue_now() at time zone coalesce(
        (select zone from school where code = school_code),
        (select zone from school where starts_with(place, place_code) limit 1),
        'UTC'))::date
$$;
create function posts_of(wanted text) returns table (post text, scope text) language sql stable as $$
    select held.post, held.scope
    from post held
    cross join lateral jsonb_to_recordset(held.holders) as holder (person text, "from" date, "to" date)
    cross join lateral (select today_at(held.organisation, held.scope) as date) as today
    where holder.person = wanted and today.date between coalesce(holder."from", today.date) and coalesce(holder."to", today.date)
$$;
