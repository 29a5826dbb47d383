package ai.gateway.guards;

import ai.gateway.judge.Matter;
import ai.gateway.judge.Objection;
import ai.gateway.judge.Objection.Mark;
import ai.gateway.judge.Said;
import ai.gateway.reach.AddressGuard;
import ai.gateway.reach.AddressRefused;
import ai.gateway.reach.AllowList;
import ai.gateway.reach.Endpoint;
import ai.gateway.reach.Signature;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/** A service of the user's own, called only where the gateway may call, and told by a signature who calls. */
final class Webhook implements Kind {

    private static final int LONGEST_REASON = 200;

    /** With what it is called. */
    record Means(HttpClient client, AddressGuard guard, LongSupplier millis) {}

    private final Means means;
    private final Endpoint endpoint;
    private final String secret;
    private final AllowList allowed;

    Webhook(Means means, String url, String secret, AllowList allowed) {
        this.means = means;
        this.endpoint = Endpoint.of(url);
        this.secret = secret;
        this.allowed = allowed;
    }

    @Override
    public Mono<Objection> judge(Matter matter) {
        byte[] body = body(matter);
        return Mono.fromCallable(() -> means.guard().permit(endpoint, allowed))
                .subscribeOn(Schedulers.boundedElastic()) // a name is resolved
                .onErrorMap(AddressRefused.class, refused -> new CannotTell("an address that may not be called"))
                .flatMap(address -> Service.post(client(address, body), endpoint.target(), body))
                .flatMap(answer -> Mono.justOrEmpty(read(answer, matter.judged())));
    }

    private HttpClient client(InetSocketAddress address, byte[] body) {
        HttpHeaders headers = Service.json(body)
                .set("User-Agent", "ai-gateway")
                .set(Signature.HEADER, Signature.of(secret, means.millis().getAsLong() / 1000, body));
        HttpClient there = means.client().remoteAddress(() -> address).headers(sent -> sent.set(headers));
        return endpoint.secure() ? there.secure() : there;
    }

    /** Of a request, its prompt is what is judged. */
    private static byte[] body(Matter matter) {
        JsonWriter json = new JsonWriter(1024)
                .beginObject()
                .field("side", matter.side().name().toLowerCase(Locale.ROOT))
                .field("ended", matter.ended());
        texts(json, "prompt", matter.isAnswer() ? matter.prompt() : List.of());
        texts(json, "texts", matter.judged());
        return json.endObject().toBytes();
    }

    private static void texts(JsonWriter json, String name, List<Said> texts) {
        json.name(name).beginArray();
        for (Said said : texts) {
            json.beginObject()
                    .field("role", said.role().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .field("text", said.text())
                    .endObject();
        }
        json.endArray();
    }

    private static @Nullable Objection read(Json answer, List<Said> judged) {
        if (Service.flag(answer, "allow")) {
            return null;
        }
        String rule = Names.rule(answer.get("rule").text("webhook"));
        List<Finding> found = new ArrayList<>();
        for (Json mark : answer.get("marks").items()) {
            found.add(Finding.at(rule, mark(mark, judged)));
        }
        Objection objection = Findings.objection(found.isEmpty() ? List.of(Finding.of(rule)) : found);
        String reason = reason(answer.get("reason").text(""));
        return objection == null || reason.isEmpty() ? objection : new Objection(rule, reason, objection.marks());
    }

    /** A place that is none is a mistake of the service's, and nobody knows what it has meant. */
    private static Mark mark(Json told, List<Said> judged) {
        long index = told.get("text").number(-1);
        if (index >= 0 && index < judged.size()) {
            Said said = judged.get((int) index);
            Part part = new Part((int) index, 0, said.role(), said.text());
            Mark mark = part.at(
                            "webhook",
                            told.get("start").number(-1),
                            told.get("end").number(-1),
                            told.get("type").text("webhook"))
                    .mark();
            if (mark != null) {
                return mark;
            }
        }
        throw new CannotTell("a mark that is nowhere");
    }

    /** In one line that is not too long. */
    private static String reason(String said) {
        StringBuilder reason = new StringBuilder();
        said.codePoints()
                .limit(LONGEST_REASON)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .forEach(reason::appendCodePoint);
        return reason.toString().strip();
    }
}
