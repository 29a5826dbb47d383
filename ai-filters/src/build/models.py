#!/usr/bin/env python3
"""Writes src/main/resources/ai/gateway/models.csv, the table that ai.gateway.models reads.

    python3 ai-filters/src/build/models.py model_prices_and_context_window.json

The argument is the price table of the LiteLLM project (MIT), as published there. Only providers of our catalogue are taken, and of
their models those that a gateway relays requests to. ModelTableSourceTest compares every line with the source.
"""
import json
import sys
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "main/resources/ai/gateway/models.csv"

# Our name -> theirs, the one to be preferred first. The order is that of providers.yml.
PROVIDERS = {
    "openai": ["openai", "text-completion-openai"],
    "anthropic": ["anthropic"],
    "gemini": ["gemini"],
    "vertex": ["vertex_ai*"],
    "bedrock": ["bedrock_converse", "bedrock", "bedrock_mantle"],
    "azure": ["azure", "azure_text", "azure_ai"],
    "cohere": ["cohere_chat", "cohere"],
    "mistral": ["mistral"],
    "groq": ["groq"],
    "deepseek": ["deepseek"],
    "xai": ["xai"],
    "openrouter": ["openrouter"],
    "together": ["together_ai"],
    "fireworks": ["fireworks_ai", "fireworks_ai-embedding-models"],
    "perplexity": ["perplexity"],
    "cerebras": ["cerebras"],
    "nvidia": ["nvidia_nim"],
    "moonshot": ["moonshot"],
    "zai": ["zai"],
    "databricks": ["databricks"],
    "snowflake": ["snowflake"],
    "cloudflare": ["cloudflare"],
    "sambanova": ["sambanova"],
    "hyperbolic": ["hyperbolic"],
    "deepinfra": ["deepinfra"],
    "nebius": ["nebius"],
    "alibaba": ["dashscope"],
    "minimax": ["minimax"],
    "novita": ["novita"],
    "vercel": ["vercel_ai_gateway"],
    "voyage": ["voyage"],
    "jina": ["jina_ai"],
    "ollama": ["ollama"],
}

MODES = {"chat", "responses", "completion", "embedding", "rerank", "image_generation", "audio_speech", "audio_transcription",
         "moderation"}

# What stands before a model's name in the source, and is not part of what the provider calls it.
PLACES = ["vertex_ai/", "bedrock/us-east-1/", "bedrock/", "bedrock_mantle/", "azure/global-standard/", "azure/global/", "azure/",
          "azure_ai/", "together_ai/", "fireworks_ai/accounts/fireworks/models/", "fireworks_ai/", "nvidia_nim/", "dashscope/",
          "vercel_ai_gateway/", "jina_ai/"]

ABILITIES = {
    "tools": ["supports_function_calling"],
    "tool-choice": ["supports_tool_choice"],
    "parallel-tools": ["supports_parallel_function_calling"],
    "vision": ["supports_vision", "supports_image_input", "supports_embedding_image_input"],
    "audio-input": ["supports_audio_input"],
    "audio-output": ["supports_audio_output"],
    "video-input": ["supports_video_input"],
    "pdf": ["supports_pdf_input"],
    "schema": ["supports_response_schema", "supports_native_structured_output"],
    "reasoning": ["supports_reasoning"],
    "prompt-cache": ["supports_prompt_caching"],
    "web-search": ["supports_web_search"],
    "computer-use": ["supports_computer_use"],
}

# Where a list of modalities says what no flag says.
MODALITIES = {"vision": "image", "audio-input": "audio", "video-input": "video"}

TOKENS = {
    "in": ["input_cost_per_token"],
    "out": ["output_cost_per_token"],
    "read": ["cache_read_input_token_cost", "input_cost_per_token_cache_hit"],
    "write": ["cache_creation_input_token_cost"],
    "hour": ["cache_creation_input_token_cost_above_1hr"],
    "think": ["output_cost_per_reasoning_token"],
    "audio-in": ["input_cost_per_audio_token"],
    "audio-out": ["output_cost_per_audio_token"],
    "image-in": ["input_cost_per_image_token"],
    "image-out": ["output_cost_per_image_token"],
}

SERVICES = {"batch": "_batches", "flex": "_flex", "priority": "_priority"}

# A dollar for a thousand tokens: whoever wrote more into the source slipped by a factor of a thousand.
SLIP = Decimal("0.001")

TIERS = [32, 128, 200, 252, 256, 272, 1000]

HEADER = """\
# What is known of models. Written by src/build/models.py from the price table of the LiteLLM project (MIT licence,
# Copyright (c) 2023 Berri AI); do not edit by hand. A field that is empty or missing is not known; it is not zero and not "no".
#
# provider        as in providers.yml
# model           as the provider calls it
# input, output   tokens at most
# abilities       what it can do; what it cannot do has a dash before it
# prices          US dollars. Of tokens, by the million: in, out, read (from the cache), write (into it), hour (into it, for an
#                 hour), think (reasoning), audio-in, audio-out, image-in, image-out. Apiece: image (made), picture (read),
#                 request, search, search-low, search-high (of the web; differing amounts of context), second (of sound),
#                 character (spoken). Before a price of tokens, where it holds: batch:, flex:, priority: (services), 200k:
#                 (a prompt of more tokens than that), priority:200k: (both)
#
# provider,model,input,output,abilities,prices
"""


def provider(theirs):
    for ours, names in PROVIDERS.items():
        for rank, name in enumerate(names):
            if theirs == name or (name.endswith("*") and theirs.startswith(name[:-1])):
                return ours, rank
    return None, 0


def name(key, ours):
    """What the provider calls it; None where the key names something else: a size of pictures, a class of models, a region,
    a router, or what is not asked by single requests."""
    for place in PLACES:
        if key.startswith(place):
            key = key[len(place):]
            break
    else:
        if key.startswith(ours + "/"):
            key = key[len(ours) + 1:]
    first = key.split("/")[0]
    routers = key in ("openrouter/auto", "openrouter/bodybuilder")  # their price is that of whom they choose, not nothing
    regional = ours == "bedrock" and "/" in key or ours == "azure" and first in ("eu", "us")
    classes = key.startswith("together-ai-") or key.startswith("fireworks-ai-")
    return None if not key or regional or classes or routers or "-x-" in key or "realtime" in key else key


def first(facts, keys):
    return next((facts[key] for key in keys if isinstance(facts.get(key), (int, Decimal))), None)


def limit(facts, key):
    number = facts.get(key)
    return str(int(number)) if isinstance(number, (int, Decimal)) and number > 0 else ""


def abilities(facts):
    words = []
    listed = [*facts.get("supported_modalities", []), *facts.get("supported_input_modalities", [])]
    for ability, flags in ABILITIES.items():
        said = [facts[flag] for flag in flags if isinstance(facts.get(flag), bool)]
        if any(said) or (not said and MODALITIES.get(ability) in listed):
            words.append(ability)
        elif said:
            words.append("-" + ability)
    return " ".join(words)


def dollars(price, by):
    """Exact: a price is a whole number of millionths of a millionth of a dollar, but for noise of binary fractions."""
    pico = (Decimal(price) * 10**12).to_integral_value(ROUND_HALF_UP)
    return f"{(pico * by / 10**12).normalize():f}"


def token_prices(facts, prefix="", suffix=""):
    for word, keys in TOKENS.items():
        price = first(facts, [key + suffix for key in keys])
        if price is None and word == "in" and suffix == "_batches":
            price = facts.get("input_cost_per_token_batch_requests")
        if price is not None and price < SLIP:
            yield f"{prefix}{word}={dollars(price, 10**6)}"


def ranges(facts):
    """Prices by ranges of the prompt's length, the first of which is the price of all that is not said otherwise."""
    for tier in facts.get("tiered_pricing", []):
        above = int(tier.get("range", [0])[0])
        yield from token_prices(tier, f"{above // 1000}k:" if above else "")


def pieces(facts):
    mode = facts["mode"]
    prices = {}
    if mode == "image_generation":
        prices["image"] = first(facts, ["output_cost_per_image", "input_cost_per_image"])
    elif mode == "chat" and "image" in facts.get("supported_output_modalities", []):
        prices["image"] = first(facts, ["output_cost_per_image"])
    elif mode == "embedding":
        prices["picture"] = first(facts, ["input_cost_per_image"])
    prices["request"] = first(facts, ["input_cost_per_request", "input_cost_per_query"])
    search = facts.get("search_context_cost_per_query", {})
    prices["search"] = search.get("search_context_size_medium")
    for size in ("low", "high"):
        price = search.get("search_context_size_" + size)
        if price != prices["search"]:
            prices["search-" + size] = price
    if mode in ("audio_speech", "audio_transcription"):
        seconds = [facts[key] for key in ("output_cost_per_second", "input_cost_per_second") if key in facts]
        prices["second"] = max(seconds, default=None)
        prices["character"] = first(facts, ["input_cost_per_character"])
    return [f"{word}={dollars(price, 1)}" for word, price in prices.items() if price is not None]


def prices(facts):
    words = [*token_prices(facts), *ranges(facts)]
    for tier in TIERS:
        words += token_prices(facts, f"{tier}k:", f"_above_{tier}k_tokens")
    for service, suffix in SERVICES.items():
        words += token_prices(facts, service + ":", suffix)
        for tier in TIERS:
            words += token_prices(facts, f"{service}:{tier}k:", f"_above_{tier}k_tokens{suffix}")
    return " ".join(words + pieces(facts))


def main(source):
    models = json.loads(Path(source).read_text(), parse_float=Decimal)
    chosen = {}
    for key, facts in models.items():
        ours, rank = provider(facts.get("litellm_provider", ""))
        model = name(key, ours) if ours and facts.get("mode") in MODES else None
        if model is None:
            continue
        order = (rank, len(key), key)
        if (ours, model) not in chosen or order < chosen[ours, model][0]:
            chosen[ours, model] = (order, facts)
    names = list(PROVIDERS)
    lines = []
    for ours, model in sorted(chosen, key=lambda it: (names.index(it[0]), it[1])):
        facts = chosen[ours, model][1]
        line = [ours, model, limit(facts, "max_input_tokens"), limit(facts, "max_output_tokens"), abilities(facts), prices(facts)]
        if any(line[2:]):
            lines.append(",".join(line))
    OUT.write_text(HEADER + "\n".join(lines) + "\n")
    print(f"{len(lines)} models, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
