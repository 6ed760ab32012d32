create table post (
    key text primary key,
    post text not null,
    scope text not null,
    organisation text not null references organisation (code),
    revision bigint not null,
    changed_at timestamptz not null,
    check (key = post || '@' || scope)
);
create index post_organisation on post (organisation, key);

-- A row speaks of a person: it carries the codes it is reachable by, and its name and channels are sealed.
create table post_holder (
    post_key text not null references post (key),
    position int not null,
    person text not null,
    deputy boolean not null,
    held_from date not null,
    held_to date,
    sealed text not null,
    place text not null,
    school text,
    class text,
    primary key (post_key, position)
);
create index post_holder_person on post_holder (person);

-- Whom a caller reports to: posts of governments and bureaus at or above the caller's own place.
create function directory_is_above(post_place text, post_school text) returns boolean
    language sql stable
as $$
    select post_school is null and case split_part(current_setting('baoxue.scope', true), ':', 1)
        when 'place' then starts_with(substr(current_setting('baoxue.scope', true), 7), post_place)
        when 'school' then exists (
            select from organisation o
            where o.code = substr(current_setting('baoxue.scope', true), 8) and starts_with(o.place, post_place))
        else false
    end
$$;

alter table post_holder enable row level security;
create policy worker_works on post_holder to ${worker} using (true) with check (true);
create policy web_reads on post_holder for select to ${web}
    using (baoxue_may_see(place, null, school, class) or directory_is_above(place, school));
create policy web_adds on post_holder for insert to ${web} with check (baoxue_may_see(place, null, school, class));
create policy web_changes on post_holder for update to ${web} using (baoxue_may_see(place, null, school, class));
create policy web_removes on post_holder for delete to ${web} using (baoxue_may_see(place, null, school, class));

grant select, insert, update, delete on post, post_holder to ${web}, ${worker};
