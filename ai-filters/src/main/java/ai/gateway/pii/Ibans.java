package ai.gateway.pii;

import java.util.HashMap;
import java.util.Map;

/** Numbers of accounts, by ISO 13616, in one piece or in groups. */
final class Ibans implements Recogniser {

    private static final Map<String, Integer> LENGTHS = lengths("""
            15 NO
            16 BE
            18 DK FI FK FO GL NL SD
            19 MK SI
            20 AT BA EE KZ LT LU MN XK
            21 CH HR LI LV
            22 BG BH CR DE GB GE IE ME RS VA
            23 AE GI IL IQ OM SO TL
            24 AD CZ DZ ES MD PK RO SA SE SK TN VG
            25 LY PT ST
            26 IS TR
            27 BI DJ FR GR IT MC MR SM
            28 AL AZ BY CY DO GT HN HU LB NI PL SV
            29 BR EG PS QA UA
            30 JO KW MU YE
            31 MT SC
            32 LC
            33 RU
            """);

    @Override
    public void look(Text text, int at, Finds finds) {
        boolean begins = Text.isAsciiLetter(text.at(at))
                && Text.isAsciiLetter(text.at(at + 1))
                && text.isDigitAt(at + 2)
                && text.isDigitAt(at + 3);
        if (!begins) {
            return;
        }
        String country = "" + Text.upper(text.at(at)) + Text.upper(text.at(at + 1));
        int length = LENGTHS.getOrDefault(country, 0);
        StringBuilder iban = new StringBuilder(length);
        int end = at;
        while (iban.length() < length) {
            char c = text.at(end);
            boolean sign = (c == ' ' || c == '-') && text.isWordAt(end + 1);
            if (Text.isDigit(c) || Text.isAsciiLetter(c)) {
                iban.append(Text.upper(c));
            } else if (!sign) {
                return;
            }
            end++;
        }
        if (length > 0 && !text.isWordAt(end) && isRight(iban)) {
            finds.add(Entity.IBAN, Strength.PROVEN, at, end);
        }
    }

    private static boolean isRight(StringBuilder iban) {
        String turned = iban.substring(4) + iban.substring(0, 4);
        return Checks.remainder(turned, 97) == 1;
    }

    private static Map<String, Integer> lengths(String lines) {
        Map<String, Integer> all = new HashMap<>();
        lines.lines().forEach(line -> {
            String[] words = line.split(" ", -1);
            for (int i = 1; i < words.length; i++) {
                all.put(words[i], Integer.valueOf(words[0]));
            }
        });
        return Map.copyOf(all);
    }
}
