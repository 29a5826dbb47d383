package ai.gateway.dialect.bedrock;

import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.CacheMark;
import ai.gateway.exchange.Content.Notes;

/** Puts a mark of the cache on a block, which elsewhere is a member of it and here a block of its own behind it. */
final class ConverseMark implements Content.Visitor {

    private final CacheMark mark;
    private Content marked;

    private ConverseMark(Content block, CacheMark mark) {
        this.mark = mark;
        this.marked = block;
    }

    static Content on(Content block, CacheMark mark) {
        ConverseMark marker = new ConverseMark(block, mark);
        block.show(marker);
        return marker.marked;
    }

    private Notes notes(Content block) {
        return Notes.of(mark, block.notes().extras());
    }

    @Override
    public void text(Content.Text text) {
        marked = new Content.Text(text.text(), text.citations(), text.seal(), notes(text));
    }

    @Override
    public void media(Content.Media media) {
        marked = new Content.Media(media.kind(), media.source(), media.type(), media.name(), notes(media));
    }

    @Override
    public void thinking(Content.Thinking thinking) {
        marked = new Content.Thinking(thinking.text(), thinking.seal(), thinking.hidden(), notes(thinking));
    }

    @Override
    public void toolCall(Content.ToolCall call) {
        marked =
                new Content.ToolCall(call.id(), call.name(), call.arguments(), call.custom(), call.seal(), notes(call));
    }

    @Override
    public void toolResult(Content.ToolResult result) {
        marked = new Content.ToolResult(
                result.callId(), result.name(), result.content(), result.failed(), notes(result));
    }

    @Override
    public void refusal(Content.Refusal refusal) {
        marked = new Content.Refusal(refusal.text(), notes(refusal));
    }

    @Override
    public void foreign(Content.Foreign foreign) {
        marked = new Content.Foreign(foreign.dialect(), foreign.type(), foreign.json(), notes(foreign));
    }
}
