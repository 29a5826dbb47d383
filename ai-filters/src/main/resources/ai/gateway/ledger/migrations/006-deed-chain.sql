alter table ai_gateway_deed add column if not exists hash varchar(64);
create table if not exists ai_gateway_deed_head (
    only_one integer not null primary key,
    id bigint not null,
    hash varchar(64) not null
);
insert into ai_gateway_deed_head (only_one, id, hash)
    select 1, 0, '' where not exists (select 1 from ai_gateway_deed_head where only_one = 1);
