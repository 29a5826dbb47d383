package ai.gateway.redis;

import ai.gateway.quota.Charge;
import ai.gateway.redis.QuotaStore.Mode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What Redis has not confirmed yet. A letter that was never sent may be put together with others: only what they charge
 * matters, and it has arrived nowhere. One that was sent must be sent again as it was, so that Redis knows it if it has arrived;
 * when Redis would have forgotten it, it is given up. Guarded by its own monitor, which is held for moments.
 */
final class QuotaOutbox {

    private static final Logger LOG = LoggerFactory.getLogger(QuotaOutbox.class);

    private static final int CHARGES_IN_A_LETTER = 64;

    private record Place(String counter, long slot) {

        static Place of(Charge charge) {
            return new Place(charge.counter(), charge.slot());
        }
    }

    private record Sent(QuotaLetter letter, long first, boolean underWay) {}

    private final LongSupplier clock;
    private final int most;
    private final Map<String, QuotaLetter> unsent = new LinkedHashMap<>();
    private final Map<String, Sent> sent = new LinkedHashMap<>();
    private final Map<Place, Charge> together = new HashMap<>();

    QuotaOutbox(LongSupplier clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    synchronized void put(QuotaLetter letter) {
        if (sent.containsKey(letter.name())) {
            return;
        }
        unsent.putIfAbsent(letter.name(), letter);
        if (unsent.size() > most) {
            Iterator<QuotaLetter> oldest = unsent.values().iterator();
            oldest.next().charges().forEach(this::pour);
            oldest.remove();
        }
    }

    private void pour(Charge charge) {
        Place place = Place.of(charge);
        if (together.size() < most || together.containsKey(place)) {
            together.merge(place, charge, QuotaOutbox::sum);
        } else {
            LOG.warn(
                    "Redis has been lost for too long: {} that were used of {} will not be counted",
                    charge.used(),
                    place);
        }
    }

    private static Charge sum(Charge one, Charge other) {
        return new Charge(one.counter(), one.slot(), Math.max(one.until(), other.until()), one.used() + other.used());
    }

    /** The oldest that are not under way; they are then. */
    synchronized List<QuotaLetter> take(int count) {
        forgetTheOldest();
        List<QuotaLetter> letters = new ArrayList<>();
        for (Sent one : sent.values()) {
            if (!one.underWay && letters.size() < count) {
                letters.add(one.letter);
            }
        }
        for (Iterator<QuotaLetter> oldest = unsent.values().iterator(); oldest.hasNext() && letters.size() < count; ) {
            letters.add(oldest.next());
            oldest.remove();
        }
        while (!together.isEmpty() && letters.size() < count) {
            letters.add(cut());
        }
        letters.forEach(this::underWay);
        return letters;
    }

    /** This one goes now, if it does not already. */
    synchronized boolean take(QuotaLetter letter) {
        Sent known = sent.get(letter.name());
        if (known == null ? unsent.remove(letter.name()) == null : known.underWay) {
            return false;
        }
        underWay(letter);
        return true;
    }

    private void underWay(QuotaLetter letter) {
        Sent before = sent.get(letter.name());
        sent.put(letter.name(), new Sent(letter, before == null ? clock.getAsLong() : before.first, true));
    }

    private QuotaLetter cut() {
        List<Charge> some = new ArrayList<>();
        for (Iterator<Charge> charges = together.values().iterator();
                charges.hasNext() && some.size() < CHARGES_IN_A_LETTER; ) {
            some.add(charges.next());
            charges.remove();
        }
        return new QuotaLetter(QuotaKeys.unique(), Mode.SETTLE, List.of(), some);
    }

    private void forgetTheOldest() {
        long oldest = clock.getAsLong() - QuotaStore.REMEMBERED.toMillis() / 2;
        for (Iterator<Sent> all = sent.values().iterator(); all.hasNext(); ) {
            Sent one = all.next();
            if (one.first > oldest || one.underWay) {
                return;
            }
            if (!one.letter.charges().isEmpty()) {
                LOG.warn(
                        "Redis has been lost for too long: nobody knows whether it has counted {}",
                        one.letter.charges());
            }
            all.remove();
        }
    }

    /** It has arrived. */
    synchronized void confirmed(QuotaLetter letter) {
        sent.remove(letter.name());
    }

    /** Nobody knows whether it has. */
    synchronized void doubtful(QuotaLetter letter) {
        sent.computeIfPresent(letter.name(), (name, one) -> new Sent(one.letter, one.first, false));
    }

    /** What is in here now: to be kept while something is found out. */
    synchronized Set<String> names() {
        Set<String> names = new HashSet<>(unsent.keySet());
        names.addAll(sent.keySet());
        return names;
    }

    /** These were in here when it was asked what had been used, and that is known to Redis now: they need not say it again. */
    synchronized void told(Set<String> names, Collection<Charge> charges) {
        Set<Place> known = new HashSet<>();
        charges.forEach(charge -> known.add(Place.of(charge)));
        unsent.replaceAll((name, letter) -> names.contains(name) ? without(letter, known) : letter);
        sent.replaceAll((name, one) ->
                names.contains(name) ? new Sent(without(one.letter, known), one.first, one.underWay) : one);
        together.keySet().removeAll(known);
    }

    private static QuotaLetter without(QuotaLetter letter, Set<Place> known) {
        return letter.without(charge -> known.contains(Place.of(charge)));
    }

    synchronized boolean isEmpty() {
        return unsent.isEmpty() && sent.isEmpty() && together.isEmpty();
    }
}
