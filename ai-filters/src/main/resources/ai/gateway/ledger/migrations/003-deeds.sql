create table if not exists ai_gateway_deed (
    id bigint not null primary key,
    at bigint not null,
    who varchar(512) not null,
    action varchar(512) not null,
    subject varchar(512) not null,
    address varchar(512) not null,
    was varchar,
    became varchar
);
