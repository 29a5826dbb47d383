package ai.gateway.guards;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.exchange.Message;
import ai.gateway.judge.Matter;
import ai.gateway.judge.Objection;
import ai.gateway.judge.Said;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.stream.Collectors;

/**
 * A model that was made to judge, such as Llama Guard. It is given the conversation alone, whose last turn it judges, and says
 * {@code safe}, or {@code unsafe} and in the next line why: {@code S1,S10}.
 */
final class LlamaGuard implements Kind {

    /** The hazards of MLCommons, and one of Meta's, by their names. */
    static final Map<String, String> CATEGORIES = categories(
            "violent-crimes",
            "non-violent-crimes",
            "sex-related-crimes",
            "child-sexual-exploitation",
            "defamation",
            "specialized-advice",
            "privacy",
            "intellectual-property",
            "indiscriminate-weapons",
            "hate",
            "suicide-self-harm",
            "sexual-content",
            "elections",
            "code-interpreter-abuse");

    private static final int MOST_CHARACTERS = 20_000;
    private static final int MOST_OF_QUESTION = 4_000;
    private static final int MOST_TOKENS = 64;

    private final Judge judge;
    private final Set<String> wanted;

    /** @param categories by their names or codes; none for all */
    LlamaGuard(Judge judge, List<String> categories) {
        this.judge = judge;
        this.wanted =
                categories.stream().map(each -> String.valueOf(code(each))).collect(Collectors.toSet());
    }

    private static Map<String, String> categories(String... names) {
        Map<String, String> codes = new LinkedHashMap<>();
        for (String name : names) {
            codes.put(name, "S" + (codes.size() + 1));
        }
        return codes;
    }

    /** Of a category's name, or its code; null where there is none. */
    static @Nullable String code(String category) {
        String code = category.toUpperCase(Locale.ROOT);
        return CATEGORIES.containsValue(code) ? code : CATEGORIES.get(category);
    }

    @Override
    public Mono<Objection> judge(Matter matter) {
        List<Message> before = matter.isAnswer() ? question(matter.prompt()) : List.of();
        Message.Role role = matter.isAnswer() ? Message.Role.ASSISTANT : Message.Role.USER;
        return Findings.of(Batch.of(matter.judged(), Integer.MAX_VALUE, MOST_CHARACTERS).stream()
                .map(batch -> ask(before, Judge.message(role, tame(batch.joined()))))
                .toList());
    }

    /** What an answer is to: of a long one, its end. */
    private static List<Message> question(List<Said> prompt) {
        for (int i = prompt.size() - 1; i >= 0; i--) {
            String text = prompt.get(i).text();
            if (prompt.get(i).role() == Role.USER && !text.isBlank()) {
                String end = text.substring(Math.max(0, text.length() - MOST_OF_QUESTION));
                return List.of(Judge.message(Message.Role.USER, tame(end)));
            }
        }
        return List.of(Judge.message(Message.Role.USER, "?")); // its template begins with a user
    }

    /** Nothing in it is taken for the end of a turn, or of the conversation. */
    private static String tame(String text) {
        return text.replace("<|", "< |").replace("<BEGIN ", "< BEGIN ").replace("<END ", "< END ");
    }

    private Mono<List<Finding>> ask(List<Message> before, Message judged) {
        List<Message> messages = new ArrayList<>(before);
        messages.add(judged);
        return judge.ask(messages, MOST_TOKENS, 0.0).map(this::read);
    }

    private List<Finding> read(String said) {
        if (said.equals("safe")) {
            return List.of();
        }
        StringTokenizer words = new StringTokenizer(said, ", \r\n\t");
        if (!words.hasMoreTokens() || !words.nextToken().equals("unsafe")) {
            throw new CannotTell("neither safe nor unsafe");
        }
        List<Finding> found = new ArrayList<>();
        boolean named = false;
        while (words.hasMoreTokens()) {
            String code = words.nextToken();
            for (Map.Entry<String, String> category : CATEGORIES.entrySet()) {
                if (category.getValue().equals(code)) {
                    named = true;
                    if (wanted.isEmpty() || wanted.contains(code)) {
                        found.add(Finding.of(category.getKey()));
                    }
                }
            }
        }
        return named ? found : List.of(Finding.of("unsafe"));
    }
}
