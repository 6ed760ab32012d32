-- The place of the bureau that asked: how many it may have at once is counted by it, and bureaus take turns. Missing in rows from
-- before, and in those of a pod that is still older: the place that is tried.
alter table backtest add column bureau text;
