package ai.gateway.ledger;

import ai.gateway.exchange.Usage;
import ai.gateway.quota.Charge;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Records of a journal: a kind, the number of this format, an entry. Later formats get later numbers, and are read beside this
 * one; a gateway that does not know one leaves it alone.
 */
final class EntryCodec {

    static final int BEGIN = 1;
    static final int END = 2;

    /** The first one, which knew nothing of what was saved. */
    private static final int WITHOUT_SAVED = 1;

    private static final int FORMAT = 2;

    private EntryCodec() {}

    static void write(int kind, Entry entry, Packing into) {
        into.octet(kind);
        into.octet(FORMAT);
        into.text(Texts.name("id", entry.id()));
        into.number(entry.at());
        write(entry.who(), into);
        write(entry.what(), into);
        write(entry.how(), into);
        write(entry.usage(), into);
        into.number(entry.cost().nanoUsd());
        into.text(Texts.kept(entry.cost().from()));
        into.number(entry.cost().savedNanoUsd());
        into.number(entry.charges().size());
        for (Charge charge : entry.charges()) {
            into.text(Texts.name("counter", charge.counter()));
            into.number(charge.slot());
            into.number(charge.until());
            into.number(charge.used());
        }
    }

    private static void write(Entry.Who who, Packing into) {
        into.text(Texts.kept(who.key()));
        into.text(Texts.kept(who.owner()));
        into.number(who.tags().size());
        who.tags().forEach((name, value) -> {
            into.text(Texts.kept(name));
            into.text(Texts.kept(value));
        });
    }

    private static void write(Entry.What what, Packing into) {
        into.text(Texts.kept(what.route()));
        into.text(Texts.kept(what.dialect()));
        into.text(Texts.kept(what.operation()));
        into.nullable(Texts.keptOrNull(what.asked()));
        into.nullable(Texts.keptOrNull(what.provider()));
        into.nullable(Texts.keptOrNull(what.model()));
    }

    private static void write(Entry.How how, Packing into) {
        into.text(Texts.kept(how.ending()));
        into.number(how.status());
        into.nullable(Texts.keptOrNull(how.failure()));
        into.number(how.attempts());
        into.octet((how.stream() ? 1 : 0) | (how.estimated() ? 2 : 0));
        into.nullable(Texts.keptOrNull(how.cache()));
        into.number(how.firstMillis());
        into.number(how.millis());
    }

    private static void write(Usage usage, Packing into) {
        into.number(usage.input());
        into.number(usage.cacheRead());
        into.number(usage.cacheWrite());
        into.number(usage.output());
        into.number(usage.reasoning());
        into.number(usage.audioInput());
        into.number(usage.audioOutput());
    }

    static int kind(byte[] payload) {
        return payload[0];
    }

    /** @throws LedgerException for a format of a later gateway's */
    static String id(byte[] payload) {
        return opened(payload).text();
    }

    /** @throws LedgerException for a format of a later gateway's */
    static Entry read(byte[] payload) {
        int format = format(payload);
        Unpacking from = opened(payload);
        String id = from.text();
        long at = from.number();
        Entry.Who who = who(from);
        Entry.What what = what(from);
        Entry.How how = how(from);
        Usage usage = usage(from);
        Entry.Cost cost = new Entry.Cost(from.number(), from.text(), format == WITHOUT_SAVED ? 0 : from.number());
        return new Entry(id, at, who, what, how, usage, cost, charges(from));
    }

    private static Unpacking opened(byte[] payload) {
        format(payload);
        Unpacking from = new Unpacking(payload);
        from.octet();
        from.octet();
        return from;
    }

    private static int format(byte[] payload) {
        int format = payload[1];
        if (format < WITHOUT_SAVED || format > FORMAT) {
            throw new LedgerException("journal: records of format " + format + " (expected: at most " + FORMAT
                    + "; they were written by a later gateway, which can still read them)");
        }
        return format;
    }

    private static Entry.Who who(Unpacking from) {
        String key = from.text();
        String owner = from.text();
        Map<String, String> tags = new HashMap<>();
        for (long left = from.number(); left > 0; left--) {
            tags.put(from.text(), from.text());
        }
        return new Entry.Who(key, owner, tags);
    }

    private static Entry.What what(Unpacking from) {
        return new Entry.What(from.text(), from.text(), from.text(), from.nullable(), from.nullable(), from.nullable());
    }

    private static Entry.How how(Unpacking from) {
        String ending = from.text();
        int status = (int) from.number();
        @Nullable String failure = from.nullable();
        int attempts = (int) from.number();
        int flags = from.octet();
        @Nullable String cache = from.nullable();
        return new Entry.How(
                ending,
                status,
                failure,
                attempts,
                (flags & 1) != 0,
                cache,
                from.number(),
                from.number(),
                (flags & 2) != 0);
    }

    private static Usage usage(Unpacking from) {
        return new Usage(
                from.number(),
                from.number(),
                from.number(),
                from.number(),
                from.number(),
                from.number(),
                from.number());
    }

    private static List<Charge> charges(Unpacking from) {
        int size = (int) from.number();
        List<Charge> charges = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            charges.add(new Charge(from.text(), from.number(), from.number(), from.number()));
        }
        return charges;
    }
}
