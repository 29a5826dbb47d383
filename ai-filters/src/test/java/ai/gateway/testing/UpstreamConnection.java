package ai.gateway.testing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** One connection to a {@link FaultUpstream}: writes down what comes in and has the scripts played. */
final class UpstreamConnection extends SimpleChannelInboundHandler<HttpObject> {

    /** More of a body than this is counted, but not kept. */
    private static final int BODY_KEPT = 16 * 1024 * 1024;

    private final Playbook playbook;
    private final Journal journal;
    private final Player player;
    private final int number;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private SeenRequest head = new SeenRequest("", "", List.of(), new byte[0], 0);
    private Script script = Script.silence();
    private boolean reset;

    UpstreamConnection(Playbook playbook, Journal journal, Player player) {
        this.playbook = playbook;
        this.journal = journal;
        this.player = player;
        this.number = journal.opened();
    }

    void release() {
        player.release();
    }

    void end() {
        player.end();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        if (part.decoderResult().isFailure()) {
            malformed(part);
            return;
        }
        if (part instanceof HttpRequest request) {
            begin(request);
        }
        if (part instanceof HttpContent content) {
            keep(content.content());
        }
        if (part instanceof LastHttpContent) {
            finish();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        SeenClose.By by = player.ended()
                ? SeenClose.By.SCRIPT
                : reset || player.refused() ? SeenClose.By.PEER_RESET : SeenClose.By.PEER_FIN;
        journal.closed(new SeenClose(number, System.nanoTime(), by));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        reset = true;
        context.close();
    }

    private void malformed(HttpObject part) {
        String uri = part instanceof HttpRequest request ? request.uri() : head.uri();
        journal.request(new SeenRequest(SeenRequest.MALFORMED, uri, List.of(), new byte[0], number));
        player.fin();
    }

    private void begin(HttpRequest request) {
        List<String> headers = new ArrayList<>();
        request.headers().forEach(header -> headers.add(header.getKey() + ": " + header.getValue()));
        head = new SeenRequest(request.method().name(), request.uri(), List.copyOf(headers), new byte[0], number);
        body.reset();
        script = playbook.next(head.path());
        if (script.isEarly()) {
            player.add(script.steps());
        }
    }

    private void keep(ByteBuf bytes) {
        journal.received(bytes.readableBytes());
        if (body.size() < BODY_KEPT) {
            body.writeBytes(ByteBufUtil.getBytes(bytes));
        }
    }

    private void finish() {
        journal.request(new SeenRequest(head.method(), head.uri(), head.headers(), body.toByteArray(), number));
        if (!script.isEarly()) {
            player.add(script.steps());
        }
    }
}
