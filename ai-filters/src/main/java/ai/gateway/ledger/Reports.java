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
            TokenColumn.ALL.forEach(kind -> json.field(kind.name(), kind.of(each.tokens())));
            json.field("cost_usd", usd(each.nanoUsd()));
            json.field("saved_usd", usd(each.savedNanoUsd()));
            json.endObject();
        }
        return json.endArray().toString();
    }

    /** @param by what they were told apart by */
    public static String csv(List<Dimension> by, List<Total> totals) {
        Csv csv = new Csv();
        by.forEach(each -> csv.text(each.name()));
        List.of("calls", "failed", "estimated").forEach(csv::plain);
        TokenColumn.ALL.forEach(kind -> csv.plain(kind.name()));
        csv.plain("cost_usd").plain("saved_usd");
        csv.endLine();
        for (Total each : totals) {
            each.group().forEach(csv::text);
            csv.number(each.calls()).number(each.failed()).number(each.estimated());
            TokenColumn.ALL.forEach(kind -> csv.number(kind.of(each.tokens())));
            csv.plain(usd(each.nanoUsd())).plain(usd(each.savedNanoUsd()));
            csv.endLine();
        }
        return csv.toString();
    }

    /** Dollars, exactly: a text in JSON, where numbers are rounded. */
    public static String usd(long nanoUsd) {
        return BigDecimal.valueOf(nanoUsd, 9).toPlainString();
    }
}
