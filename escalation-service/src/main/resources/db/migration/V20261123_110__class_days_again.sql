-- From which date on a school's calendar says otherwise than when its class days were looked at last: what they owe, and what they
-- were told to have missed, is looked at again. Null where nothing changed; a node of the version before leaves it for the next one.
alter table school add column class_day_since date;
