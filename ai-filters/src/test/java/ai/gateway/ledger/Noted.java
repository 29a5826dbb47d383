package ai.gateway.ledger;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes what a ledger says. */
final class Noted implements Watch {

    final List<String> failed = new CopyOnWriteArrayList<>();
    final List<String> works = new CopyOnWriteArrayList<>();
    final List<String> lost = new CopyOnWriteArrayList<>();

    @Override
    public void failed(Part part, Throwable why) {
        failed.add(part + ": " + why.getMessage());
    }

    @Override
    public void works(Part part) {
        works.add(part.toString());
    }

    @Override
    public void lost(String what, Throwable why) {
        lost.add(what);
    }
}
