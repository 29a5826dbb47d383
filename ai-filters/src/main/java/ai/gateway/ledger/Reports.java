package ai.gateway.ledger;

import ai.gateway.wire.JsonWriter;

import java.math.BigDecimal;
import java.util.List;

/** Totals as JSON and as CSV. */
public final class Reports {

    private Reports() {}

    /** @param by what they were told apart by */
    public static String json(List<Dimension> by, List<Total> totals) {
        JsonWriter json = new JsonWriter().beginArray();
        for (Total each : totals) {
            json.beginObject();
            for (int i = 0; i < by.size(); i++) {
                json.field(by.get(i).name(), each.group().get(i));
            }
            json.field("calls", each.calls());
            json.field("failed", each.failed());
            json.field("estimated", each.estimated());
            Total.Tokens tokens = each.tokens();
            json.field("input_tokens", tokens.input());
            json.field("cache_read_tokens", tokens.cacheRead());
            json.field("cache_write_tokens", tokens.cacheWrite());
            json.field("output_tokens", tokens.output());
            json.field("reasoning_tokens", tokens.reasoning());
            json.field("audio_input_tokens", tokens.audioInput());
            json.field("audio_output_tokens", tokens.audioOutput());
            json.field("cost_usd", usd(each.nanoUsd()));
            json.endObject();
        }
        return json.endArray().toString();
    }

    /** @param by what they were told apart by */
    public static String csv(List<Dimension> by, List<Total> totals) {
        Csv csv = new Csv();
        by.forEach(each -> csv.text(each.name()));
        List.of(
                        "calls",
                        "failed",
                        "estimated",
                        "input_tokens",
                        "cache_read_tokens",
                        "cache_write_tokens",
                        "output_tokens",
                        "reasoning_tokens",
                        "audio_input_tokens",
                        "audio_output_tokens",
                        "cost_usd")
                .forEach(csv::text);
        csv.endLine();
        for (Total each : totals) {
            each.group().forEach(csv::text);
            csv.number(each.calls()).number(each.failed()).number(each.estimated());
            Total.Tokens tokens = each.tokens();
            csv.number(tokens.input()).number(tokens.cacheRead()).number(tokens.cacheWrite());
            csv.number(tokens.output()).number(tokens.reasoning());
            csv.number(tokens.audioInput()).number(tokens.audioOutput());
            csv.plain(usd(each.nanoUsd()));
            csv.endLine();
        }
        return csv.toString();
    }

    /** Dollars, exactly: a text in JSON, where numbers are rounded. */
    public static String usd(long nanoUsd) {
        return BigDecimal.valueOf(nanoUsd, 9).toPlainString();
    }
}
