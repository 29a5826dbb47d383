package ai.gateway.pipeline;

import ai.gateway.exchange.Operation;
import ai.gateway.wire.JsonEdit;
import io.netty.channel.EventLoop;
import org.springframework.web.server.ServerWebExchange;

import java.util.List;

/** What is called in one attempt, and where. */
record Outcall(ServerWebExchange exchange, Attempt attempt, Destination destination) {

    String method() {
        return exchange.getRequest().getMethod().name();
    }

    /** The client's. */
    EventLoop loop() {
        return LoopClients.loopOf(exchange.getRequest());
    }

    /** The body as it goes out. */
    byte[] bytes() {
        return destination.body(attempt.request());
    }

    Operation operation() {
        return attempt.request().call().operation();
    }

    /** How its answer is to come back. */
    Lane lane() {
        return Lane.of(
                destination, attempt.isMirror() ? List.of() : attempt.ai().stages());
    }

    /** The same that has the usage told, for all who will read the answer; this client is told only if it has asked. */
    Outcall tellingUsage() {
        AiRequest request = attempt.request();
        if (operation() != Operation.CHAT || !request.isStream()) {
            return this;
        }
        JsonEdit edit = JsonEdit.of(request.json());
        if (!attempt.dialect().askForUsage(request.json(), edit)) {
            return this;
        }
        attempt.provenance().hideUsage();
        return destination.takesEdit() ? to(destination.saying(edit.toBytes())) : this;
    }

    /** The same, whose answer is read otherwise. */
    Outcall to(Destination other) {
        return new Outcall(exchange, attempt, other);
    }
}
