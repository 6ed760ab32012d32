-- Which versions there are is read anew when there is another: times say that only as long as no clock is set back.
alter table policy add column n bigint generated always as identity;
