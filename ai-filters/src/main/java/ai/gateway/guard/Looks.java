package ai.gateway.guard;

import ai.gateway.judge.Objection;
import ai.gateway.judge.Objection.Mark;
import ai.gateway.judge.Said;
import ai.gateway.scan.Find;
import ai.gateway.scan.Scanner;
import ai.gateway.scan.Scanners;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What guards look for in texts, all of them at once: each find tells its guard and the rule. */
final class Looks {

    private final Map<String, Scanner> scanners;
    private final Scanner all;

    /** @param scanners by the names of their guards, in their order */
    Looks(Map<String, Scanner> scanners) {
        this.scanners = new LinkedHashMap<>(scanners);
        List<Scanner> named = new ArrayList<>();
        scanners.forEach((guard, scanner) -> named.add(text -> named(guard, scanner.scan(text))));
        this.all = Scanners.together(named);
    }

    private static List<Find> named(String guard, List<Find> finds) {
        return finds.isEmpty()
                ? finds
                : finds.stream()
                        .map(find -> new Find(
                                find.type(), find.start(), find.end(), find.score(), guard + ' ' + find.rule()))
                        .toList();
    }

    boolean isEmpty() {
        return scanners.isEmpty();
    }

    boolean has(String guard) {
        return scanners.containsKey(guard);
    }

    Scanner scanner() {
        return all;
    }

    static Objected objected(Find find) {
        int space = find.rule().indexOf(' ');
        String rule = find.rule().substring(space + 1);
        return new Objected(find.rule().substring(0, space), Objection.to(rule));
    }

    /** In these texts. */
    List<Objected> in(List<Said> texts) {
        List<Objected> found = new ArrayList<>();
        for (int i = 0; i < texts.size() && !isEmpty(); i++) {
            for (Find find : all.scan(texts.get(i).text())) {
                Objected told = objected(find);
                Mark mark = new Mark(i, find.start(), find.end(), find.type());
                String rule = told.objection().rule();
                found.add(new Objected(told.guard(), new Objection(rule, rule, List.of(mark))));
            }
        }
        return found;
    }
}
