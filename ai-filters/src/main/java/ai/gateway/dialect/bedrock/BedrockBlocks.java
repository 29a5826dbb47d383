package ai.gateway.dialect.bedrock;

import ai.gateway.dialect.Fields;
import ai.gateway.dialect.TextVisitor;
import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.dialect.Texts;
import ai.gateway.exchange.Modality;
import ai.gateway.wire.Json;

import java.util.Set;

/**
 * The blocks that messages are made of. A block of Converse is an object with one member that says what it is. Claude's
 * own blocks, which InvokeModel carries, have a type instead; their names do not collide, so both are read together.
 */
final class BedrockBlocks {

    private BedrockBlocks() {}

    static void content(Role role, int run, Json content, TextVisitor visitor) {
        Texts.show(role, run, content, visitor);
        for (Json block : content.items()) {
            block(role, run, block, visitor);
        }
    }

    static void block(Role role, int run, Json block, TextVisitor visitor) {
        Texts.show(role, run, block, visitor);
        Texts.show(role, run, block.get("text"), visitor);
        Texts.show(role, run, block.get("guardContent").get("text").get("text"), visitor);
        Json reasoning = block.get("reasoningContent").get("reasoningText");
        Texts.show(Role.THINKING, run, reasoning.get("text"), visitor);
        Texts.deep(Role.TOOL_ARGUMENTS, run, block.get("toolUse").get("input"), visitor);
        for (Json result : block.get("toolResult").get("content").items()) {
            block(Role.TOOL_RESULT, run, result, visitor);
        }
        Texts.deep(Role.TOOL_RESULT, run, block.get("json"), visitor);
        document(role, run, block.get("document"), visitor);
        content(role, run, block.get("searchResult").get("content"), visitor);
        content(role, run, block.get("citationsContent").get("content"), visitor);
        Texts.show(Role.THINKING, run, block.get("thinking"), visitor);
        if (block.get("type").is("tool_use")) {
            Texts.deep(Role.TOOL_ARGUMENTS, run, block.get("input"), visitor);
        } else if (block.get("type").is("tool_result")) {
            content(Role.TOOL_RESULT, run, block.get("content"), visitor);
        }
    }

    static void modalities(Json content, Set<Modality> found) {
        for (Json block : content.items()) {
            Fields.object(block);
            Json results = Fields.array(Fields.object(block, "toolResult"), "content");
            if (results.exists()) {
                modalities(results, found);
            } else {
                found.add(modality(block));
            }
        }
    }

    private static void document(Role role, int run, Json document, TextVisitor visitor) {
        Texts.show(role, run, document.get("name"), visitor);
        Texts.show(role, run, document.get("context"), visitor);
        Texts.show(role, run, document.get("source").get("text"), visitor);
        content(role, run, document.get("source").get("content"), visitor);
    }

    private static Modality modality(Json block) {
        if (block.get("image").exists()) {
            return Modality.IMAGE;
        }
        if (block.get("audio").exists()) {
            return Modality.AUDIO;
        }
        if (block.get("video").exists()) {
            return Modality.VIDEO;
        }
        return block.get("document").exists() ? Modality.FILE : Modality.TEXT;
    }
}
