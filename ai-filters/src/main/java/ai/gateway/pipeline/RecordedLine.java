package ai.gateway.pipeline;

import ai.gateway.recall.Reader;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import reactor.core.publisher.Flux;

/** Where an answer is read that several may read. */
record RecordedLine(Reader reader) implements ProviderLine {

    @Override
    public Flux<ByteBuf> body() {
        return reader;
    }

    @Override
    public EventLoop loop() {
        return reader.loop();
    }

    @Override
    public void letGo() {
        reader.cancel();
    }

    @Override
    public boolean isRecorded() {
        return true;
    }
}
