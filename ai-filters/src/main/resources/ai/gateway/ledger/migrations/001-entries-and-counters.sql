create table if not exists ai_gateway_entry (
    id varchar(512) not null,
    at bigint not null,
    key_name varchar(512) not null,
    owner varchar(512) not null,
    tags varchar not null,
    route varchar(512) not null,
    dialect varchar(512) not null,
    operation varchar(512) not null,
    asked varchar(512),
    provider varchar(512),
    model varchar(512),
    ending varchar(512) not null,
    status integer not null,
    failure varchar(512),
    attempts integer not null,
    stream boolean not null,
    cache varchar(512),
    first_millis bigint not null,
    millis bigint not null,
    estimated boolean not null,
    input_tokens bigint not null,
    cache_read_tokens bigint not null,
    cache_write_tokens bigint not null,
    output_tokens bigint not null,
    reasoning_tokens bigint not null,
    audio_input_tokens bigint not null,
    audio_output_tokens bigint not null,
    nano_usd bigint not null,
    cost_from varchar(512) not null,
    charges varchar not null,
    primary key (at, id)
);
create index if not exists ai_gateway_entry_id on ai_gateway_entry (id);
create index if not exists ai_gateway_entry_key on ai_gateway_entry (key_name, at);
create index if not exists ai_gateway_entry_owner on ai_gateway_entry (owner, at);
create table if not exists ai_gateway_counter (
    counter varchar(512) not null,
    slot bigint not null,
    ends bigint not null,
    used bigint not null,
    primary key (counter, slot)
);
create index if not exists ai_gateway_counter_ends on ai_gateway_counter (ends);
