alter table ai_gateway_entry add column if not exists saved_nano_usd bigint not null default 0;
