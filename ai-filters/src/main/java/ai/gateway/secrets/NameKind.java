package ai.gateway.secrets;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a name says of the value that it is given; what says most comes first. */
enum NameKind {
    PASSWORD,
    /** A secret, a token, an API key. */
    SECRET,
    /** Something that may well be public: a key. */
    KEY,
    OTHER;

    /** What a name is about when it ends so, whatever stands before: {@code token_url} is a URL. */
    private static final Set<String> ABOUT_OTHERS = Set.of(
            ("name names id ids url uri urls endpoint path paths file files filename dir directory length len size type kind version"
                            + " count counts limit max min ring alias algorithm alg expiry expires expiration ttl age timeout date"
                            + " time field fields column prefix suffix pattern regex label hint policy code board word words map"
                            + " pair pairs schema usage input output parameter param variable var env ref reference selector"
                            + " manager provider service format header issuer audience scope status error message required"
                            + " enabled reset strength fingerprint checksum signature role arn source method frame press store"
                            + " storetype stone up down left right results counter budget index owner exists valid invalid"
                            + " rotation secrets mgr prompt")
                    .split(" "));

    /** Keys and tokens of these are for all to see. */
    private static final Set<String> OPEN = Set.of(
            ("public pub publishable primary foreign natural partition sort cache schema sequence idx bucket csrf xsrf hot"
                            + " monkey turkey unique composite candidate object row dict map json i18n translation cursor page"
                            + " next continuation random rapid group routing host known")
                    .split(" "));

    private static final Set<String> PASSWORDS =
            Set.of("password", "passwd", "passphrase", "passwort", "passcode", "pwd", "pass", "kennwort", "psw");

    private static final Set<String> SECRETS =
            Set.of("secret", "token", "credential", "credentials", "creds", "apikey", "bearer");

    private static final Set<String> KEYS = Set.of("key", "auth", "salt", "access", "api");

    private static final Set<String> OF_KEYS = Set.of(
            ("api access auth private secret encryption signing sign master service account license licence admin app"
                            + " application client consumer shared storage webhook ssh deploy deployment subscription session"
                            + " personal user security authentication token insert ingest integration secure hmac")
                    .split(" "));

    private static final List<String> ENDS = List.of("secret", "token", "apikey", "accesskey", "authkey", "privatekey");

    static NameKind of(String name) {
        List<String> words = words(name);
        if (words.isEmpty() || ABOUT_OTHERS.contains(words.get(words.size() - 1))) {
            return OTHER;
        }
        NameKind kind = OTHER;
        String before = "";
        for (String word : words) {
            NameKind here = of(word, before);
            if (here != OTHER && OPEN.contains(before)) {
                return OTHER;
            }
            kind = here.compareTo(kind) < 0 ? here : kind;
            before = word;
        }
        return kind;
    }

    private static NameKind of(String word, String before) {
        if (PASSWORDS.contains(word) || word.endsWith("password") || word.endsWith("passwd") || word.endsWith("pwd")) {
            return PASSWORD;
        }
        if (SECRETS.contains(word) || (word.equals("key") && OF_KEYS.contains(before))) {
            return SECRET;
        }
        for (String end : ENDS) {
            if (word.endsWith(end)) {
                return SECRET;
            }
        }
        return KEYS.contains(word) ? KEY : OTHER;
    }

    /** {@code dbUserPassword} and {@code DB_USER_PASSWORD} are three words each. */
    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= name.length(); i++) {
            boolean end = i == name.length() || !isPart(name.charAt(i));
            boolean hump = !end && i > from && Texts.isUpper(name.charAt(i)) && isHump(name, i);
            if ((end || hump) && i > from) {
                words.add(name.substring(from, i).toLowerCase(Locale.ROOT));
            }
            from = end ? i + 1 : hump ? i : from;
        }
        return words;
    }

    private static boolean isHump(String name, int at) {
        boolean small = !Texts.isUpper(name.charAt(at - 1));
        return small || (at + 1 < name.length() && name.charAt(at + 1) >= 'a' && name.charAt(at + 1) <= 'z');
    }

    private static boolean isPart(char c) {
        return Texts.isLetter(c) || Texts.isDigit(c);
    }
}
