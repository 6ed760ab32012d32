-- Which duties are open, and whose they are: when the last holder of a post leaves, by an event or because the time is over, the level above
-- hears of what that post still owes. Duties that were open before this table are not in it: of those the lapse tells.
create table open_duty (
    duty text primary key,
    rule text not null,
    firing text,
    owner_post text not null,
    owner_scope text not null,
    school text not null,
    place text not null,
    home_place text,
    class text,
    student text,
    spell text,
    matter text not null,
    -- from then on the lapse tells; a row whose end an older pod heard of is of no consequence after that
    due_at timestamptz not null,
    -- when it is asked next whether anybody holds the post
    look_at timestamptz not null
);
create index open_duty_look on open_duty (look_at);
create index open_duty_owner on open_duty (owner_post, owner_scope);

alter table open_duty enable row level security;
create policy worker on open_duty to ${worker} using (true);
grant select, insert, update, delete on open_duty to ${worker};
