package ai.gateway.guard;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.judge.Objection.Mark;
import ai.gateway.judge.Said;
import ai.gateway.pipeline.AiRequest;
import ai.gateway.scan.Cover;
import ai.gateway.scan.Find;
import ai.gateway.scan.ScannedJson;
import ai.gateway.scan.Scanner;
import ai.gateway.scan.Scanners;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonEdit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is looked for in a request, and the same request without it. */
final class Hidden {

    private static final Cover COVER = (type, original) -> "[" + type + "]";

    private final AiRequest request;
    private final Prompt judged;
    private final GuardRules rules;

    /** @param judged the texts that guards are shown */
    Hidden(AiRequest request, Prompt judged, GuardRules rules) {
        this.request = request;
        this.judged = judged;
        this.rules = rules;
    }

    /** What is looked for: in all strings, or in the texts that are judged where those are not all. */
    List<Objected> found() {
        List<Objected> found = new ArrayList<>();
        if (!rules.looks().isEmpty()) {
            scanned(rules.looks().scanner())
                    .forEach(scanned -> scanned.json().finds(find -> found.add(Looks.objected(find))));
        }
        return found;
    }

    private record Scanned(Json node, ScannedJson json) {}

    private List<Scanned> scanned(Scanner scanner) {
        if (!rules.scope().isNarrow()) {
            return List.of(new Scanned(request.json(), ScannedJson.of(request.json(), scanner)));
        }
        return judged.texts().stream()
                .map(text -> new Scanned(text.node(), ScannedJson.of(text.node(), scanner)))
                .toList();
    }

    /** What can be seen no place of that could be covered. What was looked for can always be. */
    List<Objected> cannotHide(List<Objected> objected) {
        return objected.stream()
                .filter(one -> !isLookedFor(one) && !isMarked(one))
                .toList();
    }

    private boolean isLookedFor(Objected one) {
        return rules.looks().has(one.guard());
    }

    /** In texts, not in the JSON of a call: that would have to stay JSON. */
    private boolean isMarked(Objected one) {
        List<Mark> marks = one.objection().marks();
        return !marks.isEmpty() && marks.stream().allMatch(mark -> isPlain(mark));
    }

    private boolean isPlain(Mark mark) {
        if (mark.text() < 0 || mark.text() >= judged.texts().size()) {
            return false;
        }
        Said said = judged.texts().get(mark.text()).said();
        String text = said.text().strip();
        return said.role() != Role.TOOL_ARGUMENTS
                && !text.startsWith("{")
                && !text.startsWith("[")
                && mark.start() >= 0
                && mark.start() < mark.end()
                && mark.end() <= said.text().length();
    }

    /** The request with all of that covered. */
    JsonEdit without(List<Objected> objected) {
        Map<String, List<Find>> marked = new HashMap<>();
        for (Objected one : objected) {
            for (Mark mark : one.objection().marks()) {
                String text = judged.texts().get(mark.text()).said().text();
                marked.computeIfAbsent(text, key -> new ArrayList<>())
                        .add(new Find(mark.type(), mark.start(), mark.end(), 1, "marked"));
            }
        }
        Set<String> met = new HashSet<>();
        Scanner marks = text -> {
            met.add(text);
            return marked.getOrDefault(text, List.of());
        };
        JsonEdit edit = covered(Scanners.together(List.of(rules.looks().scanner(), marks)));
        if (!met.containsAll(marked.keySet())) {
            throw new IllegalStateException("a marked text was not met"); // it would pass as it is
        }
        return edit;
    }

    private JsonEdit covered(Scanner both) {
        if (!rules.scope().isNarrow()) {
            return ScannedJson.of(request.json(), both).hidden(COVER);
        }
        JsonEdit edit = JsonEdit.of(request.json());
        for (Scanned one : scanned(both)) {
            if (!one.json().isEmpty()) {
                edit.replace(one.node(), new String(one.json().hidden(COVER).toBytes(), StandardCharsets.UTF_8));
            }
        }
        return edit;
    }
}
