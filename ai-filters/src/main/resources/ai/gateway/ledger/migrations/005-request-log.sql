create table if not exists ai_gateway_request (
    n bigint not null primary key,
    m bigint not null,
    id varchar(64) not null,
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
    saved_nano_usd bigint not null,
    session varchar(512),
    properties varchar not null,
    finish varchar(64),
    guard varchar(512),
    score double precision,
    comment varchar(2000),
    rated_at bigint,
    rated_by varchar(512)
);
create index if not exists ai_gateway_request_id on ai_gateway_request (id);
create index if not exists ai_gateway_request_key on ai_gateway_request (key_name, m desc);
create index if not exists ai_gateway_request_route on ai_gateway_request (route, m desc);
create index if not exists ai_gateway_request_provider on ai_gateway_request (provider, m desc);
create index if not exists ai_gateway_request_model on ai_gateway_request (model, m desc);
create index if not exists ai_gateway_request_ending on ai_gateway_request (ending, m desc);
create index if not exists ai_gateway_request_status on ai_gateway_request (status, m desc);
create index if not exists ai_gateway_request_failure on ai_gateway_request (failure, m desc);
create index if not exists ai_gateway_request_cache on ai_gateway_request (cache, m desc);
create index if not exists ai_gateway_request_session on ai_gateway_request (session, m desc);
create index if not exists ai_gateway_request_cost on ai_gateway_request (nano_usd);
create index if not exists ai_gateway_request_millis on ai_gateway_request (millis);
create table if not exists ai_gateway_request_detail (
    n bigint not null primary key,
    steps varchar not null,
    prompt varchar,
    answer varchar
);
create table if not exists ai_gateway_request_term (
    term bigint not null,
    n bigint not null,
    primary key (term, n)
);
