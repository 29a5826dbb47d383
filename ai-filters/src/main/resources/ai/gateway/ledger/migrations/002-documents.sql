create table if not exists ai_gateway_document (
    kind varchar(64) not null,
    id varchar(512) not null,
    body varchar,
    version bigint not null,
    changed_at bigint not null,
    primary key (kind, id)
);
create index if not exists ai_gateway_document_order on ai_gateway_document (version);
create table if not exists ai_gateway_document_version (
    only_one integer not null primary key,
    version bigint not null
);
insert into ai_gateway_document_version (only_one, version)
    select 1, 0 where not exists (select 1 from ai_gateway_document_version where only_one = 1);
