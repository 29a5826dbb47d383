package ai.gateway.secrets;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** By which words the credentials of rules are looked for, and what happens where one stands. */
final class Probes {

    private static final List<String> NAMES = List.of(
            "password",
            "passwd",
            "passphrase",
            "passwort",
            "passcode",
            "kennwort",
            "psw",
            "pwd",
            "pass",
            "secret",
            "token",
            "key",
            "credential",
            "creds",
            "auth",
            "salt",
            "access",
            "api",
            "bearer");

    private static final String ENDS = " \t\r\n\"'`;,)]}<>&\\|#";

    /** What has such a mark of its issuer needs no digit in it. */
    private static final int SHORTEST_MARK = 3;

    private final Map<String, List<Probe>> words = new HashMap<>();
    private final Map<Generic, Rule> generic = new EnumMap<>(Generic.class);

    private Probes() {}

    static Map<String, List<Probe>> of(List<Rule> rules) {
        Probes probes = new Probes();
        rules.forEach(probes::add);
        if (!probes.generic.isEmpty()) {
            Probe generic = Generic.probe(probes.generic);
            NAMES.forEach(name -> probes.on(name, generic));
        }
        return probes.words;
    }

    private void add(Rule rule) {
        if (rule.isHandmade()) {
            addHandmade(rule);
            return;
        }
        for (Shape shape : Shape.parse(rule.shape())) {
            if (rule.words().isEmpty()) {
                on(shape.anchor(), token(rule, shape));
            } else {
                rule.words().forEach(word -> on(word, assigned(rule, shape)));
            }
        }
    }

    private void addHandmade(Rule rule) {
        String code = rule.shape().substring(1);
        switch (code) {
            case "BASIC" -> on(SchemeProbe.BASIC, new SchemeProbe(rule, true));
            case "BEARER" -> {
                on(SchemeProbe.BEARER, new SchemeProbe(rule, false));
                on(AuthorizationProbe.WORD, new AuthorizationProbe(rule));
            }
            case "CURL" -> on(CurlProbe.WORD, new CurlProbe(rule));
            case "KUBERNETES" -> on(KubernetesProbe.WORD, new KubernetesProbe(rule));
            case "NETRC" -> on(NetrcProbe.WORD, new NetrcProbe(rule));
            case "PEM" -> on(PemProbe.WORD, new PemProbe(rule));
            case "PUTTY" -> on(PuttyProbe.WORD, new PuttyProbe(rule));
            case "URL" -> on(UrlProbe.WORD, new UrlProbe(rule));
            default -> generic.put(Generic.valueOf(code), rule);
        }
    }

    private void on(String word, Probe probe) {
        words.computeIfAbsent(word, any -> new ArrayList<>()).add(probe);
    }

    /** What stands anywhere. */
    private static Probe token(Rule rule, Shape shape) {
        return (sight, start, end) -> {
            int from = start - shape.offset();
            int to = shape.end(sight.text(), from);
            if (to >= 0) {
                sight.addWhole(rule, from, to);
            }
        };
    }

    /** What is assigned to a name with the word in it, as a whole. */
    private static Probe assigned(Rule rule, Shape shape) {
        return (sight, start, end) -> {
            Assignment value = sight.assignment(start, end);
            if (value != null) {
                int to = shape.behind(sight.text(), value.start());
                boolean known = shape.anchor().length() >= SHORTEST_MARK;
                if (to >= 0 && isEnd(sight.text(), to) && (known || Texts.hasDigit(sight.text(), value.start(), to))) {
                    sight.add(rule, value.start(), to);
                }
            }
        };
    }

    private static boolean isEnd(String text, int at) {
        return at == text.length() || ENDS.indexOf(text.charAt(at)) >= 0;
    }
}
