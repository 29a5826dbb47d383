package ai.gateway.ledger;

import ai.gateway.quota.Charge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A database that can be switched off. It knows an id once. */
final class MemorySink implements Sink {

    private final Map<String, Entry> kept = new LinkedHashMap<>();
    private boolean down;

    synchronized void down(boolean is) {
        down = is;
    }

    synchronized List<Entry> kept() {
        return new ArrayList<>(kept.values());
    }

    synchronized List<String> ids() {
        return new ArrayList<>(kept.keySet());
    }

    @Override
    public synchronized void write(List<Entry> entries) {
        if (down) {
            throw new LedgerException("down");
        }
        entries.forEach(each -> kept.putIfAbsent(each.id(), each));
    }

    @Override
    public List<Charge> live(long now) {
        return List.of();
    }
}
