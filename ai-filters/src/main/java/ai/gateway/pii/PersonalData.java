package ai.gateway.pii;

import ai.gateway.scan.Find;
import ai.gateway.scan.Scanner;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Makes scanners for data of persons. */
public final class PersonalData implements Scanner {

    private final Wanted wanted;
    private final Sweep sweep;
    private final List<Patterns> patterns;
    private final List<Words> words;

    private PersonalData(Wanted wanted) {
        this.wanted = wanted;
        this.sweep = sweep(wanted);
        this.patterns = wanted.patterns().stream().map(PersonalData::compiled).toList();
        this.words = wanted.words().stream().map(Words::new).toList();
    }

    /**
     * Finds what is wanted.
     *
     * @throws IllegalArgumentException where a pattern is wrong, a region is none, or a library is missing
     */
    public static Scanner scanner(Wanted wanted) {
        return new PersonalData(wanted);
    }

    @Override
    public List<Find> scan(String text) {
        Text folded = new Text(text);
        Finds finds = new Finds(folded, wanted.minScore());
        sweep.over(folded, finds);
        patterns.forEach(pattern -> pattern.over(text, folded, finds));
        words.forEach(list -> list.over(folded, finds));
        List<Find> found = finds.resolved();
        if (wanted.allowed().isEmpty()) {
            return found;
        }
        return found.stream()
                .filter(find -> !wanted.allowed().contains(find.in(text)))
                .toList();
    }

    private static Sweep sweep(Wanted wanted) {
        Set<Entity> entities = wanted.entities();
        List<Recogniser> atNumbers = new ArrayList<>();
        List<Recogniser> atSigns = new ArrayList<>();
        List<Recogniser> atColons = new ArrayList<>();
        List<Recogniser> atOpenings = new ArrayList<>();
        for (Entity entity : EnumSet.allOf(Entity.class)) {
            if (!entities.contains(entity)) {
                continue;
            }
            switch (entity) {
                case EMAIL -> atSigns.add(new Emails());
                case URL_CREDENTIALS -> atColons.add(new UrlCredentials());
                case IBAN -> atNumbers.add(new Ibans());
                case CRYPTO -> atNumbers.add(new Wallets());
                case DATE_OF_BIRTH -> atNumbers.add(new BirthDates());
                case IP -> {
                    atNumbers.add(new Ipv4());
                    atColons.add(new Ipv6());
                }
                case PHONE -> {
                    Phones phones = new Phones(wanted.regions());
                    atNumbers.add(phones);
                    atOpenings.add(phones);
                }
                default -> {}
            }
        }
        List<Form> forms =
                forms().filter(form -> entities.contains(form.entity())).toList();
        if (!forms.isEmpty()) {
            atNumbers.add(new Chains(forms));
        }
        return new Sweep(atNumbers, atSigns, atColons, atOpenings);
    }

    private static Stream<Form> forms() {
        return Stream.of(
                        GeneralForms.all(),
                        AmericanForms.all(),
                        BritishForms.all(),
                        WesternForms.all(),
                        CentralForms.all(),
                        EasternForms.all(),
                        AustralianForms.all())
                .flatMap(List::stream);
    }

    private static Patterns compiled(CustomPattern pattern) {
        try {
            return new Patterns(pattern);
        } catch (NoClassDefFoundError e) {
            throw new IllegalArgumentException(
                    "pattern of " + pattern.name() + " (expected: com.google.re2j:re2j on the class path)", e);
        }
    }
}
