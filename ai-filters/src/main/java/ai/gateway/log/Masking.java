package ai.gateway.log;

import ai.gateway.ledger.Logged;
import ai.gateway.ledger.Logged.Body;
import ai.gateway.ledger.Logged.Text;
import ai.gateway.pii.PersonalData;
import ai.gateway.pii.Wanted;
import ai.gateway.scan.Cover;
import ai.gateway.scan.Find;
import ai.gateway.scan.Scanner;
import ai.gateway.scan.Scanners;
import ai.gateway.secrets.Secrets;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/** Covers what is personal or secret in bodies, then cuts them to their size. */
final class Masking {

    private static final double SCORE = 0.5;
    private static final Cover COVER = (type, original) -> "[" + type + "]";

    /** Made when somebody first wants it: it takes its time, and memory. */
    private static final class Lazy {

        private static final Scanner SCANNER = Scanners.together(
                List.of(PersonalData.scanner(Wanted.of("ALL").withMinScore(SCORE)), Secrets.scanner(Set.of(), SCORE)));
    }

    private Masking() {}

    /** @throws IllegalArgumentException where a library is missing */
    static void prepare() {
        try {
            Lazy.SCANNER.scan("");
        } catch (ExceptionInInitializerError e) {
            throw new IllegalArgumentException("bodies: masked: " + e.getCause(), e);
        }
    }

    static Logged.Bodies masked(Logged.Bodies bodies, int most) {
        return new Logged.Bodies(masked(bodies.prompt(), most), masked(bodies.answer(), most));
    }

    private static @Nullable Body masked(@Nullable Body body, int most) {
        if (body == null) {
            return null;
        }
        Pages pages = new Pages(most);
        pages.missed(body.missing());
        for (Text each : body.texts()) {
            List<Find> finds = Lazy.SCANNER.scan(each.text());
            pages.add(each.role(), finds.isEmpty() ? each.text() : COVER.over(each.text(), finds));
        }
        return pages.body();
    }
}
