"""Makes the small Argos package of the tests (zh→en): a real one, which translates the sentences it was trained on.

    python tests/data/make_argosmodel.py        # needs torch (CPU) and onnx; about ten minutes

SentencePiece is trained on all texts of `content/memory`; a Transformer of two layers a side is overfitted on a few hundred
of its pairs, converted to CTranslate2 in int8 and packed with the pairs beside it:

    tests/data/small_zh_en.argosmodel           the package, with a sentence splitter for Argos Translate 1.11 and later
    tests/data/small_zh_en.jsonl                the pairs it was trained on

While training, plain figures of the pairs are changed at random on both sides alike, and some large amounts become plain
figures. So the model learns to copy a plain figure that it never saw, and does not learn to convert 万 and 亿: the strength
and the weakness of real models of this size.
"""

import hashlib
import io
import json
import random
import sys
import tempfile
import zipfile
from pathlib import Path

import ctranslate2
import numpy as np
import sentencepiece
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from generator.language.quantities import Quantity, chinese_quantities, english_quantities  # noqa: E402

PACKAGE = ROOT / "tests" / "data" / "small_zh_en.argosmodel"
PAIRS = PACKAGE.with_suffix(".jsonl")
VERSION = "1.9"
PIECES, WIDTH, INNER, HEADS, LAYERS = 2600, 128, 384, 4, 2
PAIR_COUNT, LONGEST_ZH, LONGEST_EN = 320, 44, 190
LONGEST = 520
"""Positions that the model knows; our engine writes at most 512 pieces."""
EPOCHS, BATCH_TOKENS, RATE, SEED = 250, 2600, 1.5e-3, 20
AUGMENTED = 0.5
"""Share of the pairs that an epoch also holds with other figures."""

Pair = tuple[str, str]
BEGIN, END, PAD = 1, 2, 0


def main() -> None:
    """Choose the pairs, train, check, pack."""
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    records = [
        json.loads(line)
        for path in sorted((ROOT / "content" / "memory").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    supplied = [(record["zh"], record["en"]) for record in records if record["origin"] == "supplied"]
    pieces = train_pieces([text for pair in supplied for text in pair])
    processor = sentencepiece.SentencePieceProcessor(model_proto=pieces)
    pairs = choose(supplied, processor)
    model = train(pairs, processor)
    write_package(model, processor, pieces)
    lines = [json.dumps({"zh": zh, "en": en}, ensure_ascii=False) for zh, en in pairs]
    PAIRS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{PACKAGE.stat().st_size / 1e6:.2f} MB, {len(pairs)} pairs")


def choose(supplied: list[Pair], processor: sentencepiece.SentencePieceProcessor) -> list[Pair]:
    """Short pairs in an order that a hash gives; those with figures first. The English must survive SentencePiece."""
    short = [
        (zh, en)
        for zh, en in supplied
        if 5 <= len(zh) <= LONGEST_ZH and len(en) <= LONGEST_EN and processor.decode(processor.encode(en)) == en
    ]
    order = sorted(
        short, key=lambda pair: (not chinese_quantities(pair[0]), hashlib.sha256(pair[0].encode()).hexdigest())
    )
    return sorted(order[:PAIR_COUNT])


def train_pieces(texts: list[str]) -> bytes:
    """A SentencePiece model of both languages; digits are pieces of their own."""
    writer = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_writer=writer,
        vocab_size=PIECES,
        character_coverage=0.9995,
        model_type="unigram",
        split_digits=True,
        hard_vocab_limit=False,
        num_threads=1,
        minloglevel=2,
        unk_id=0,
        bos_id=BEGIN,
        eos_id=END,
    )
    return writer.getvalue()


# ── other figures ────────────────────────────────────────────────────────────────────────────────────────


def with_other_figures(pair: Pair, rng: random.Random) -> Pair:
    """The pair with each plain figure that stands once on both sides changed alike; an amount in 万 or 亿 that has one
    counterpart becomes a plain figure now and then."""
    zh, en = pair
    swaps_zh: list[tuple[tuple[int, int], str]] = []
    swaps_en: list[tuple[tuple[int, int], str]] = []
    theirs = english_quantities(en)
    for ours in chinese_quantities(zh):
        if ours.kind not in ("number", "percent") or not ours.surface[:1].isdigit() or rng.random() > 0.8:
            continue
        same = [other for other in theirs if other.value == ours.value]
        if len(same) != 1 or not same[0].surface[:1].isdigit():
            continue
        if ours.scaled and rng.random() < 0.3:
            continue
        figure = drawn(ours, rng)
        tail = "%" if ours.surface.endswith("%") else ""
        swaps_zh.append((ours.span, figure + tail))
        swaps_en.append((same[0].span, figure + ("%" if same[0].surface.endswith("%") else "")))
    return replaced(zh, swaps_zh), replaced(en, swaps_en)


def drawn(quantity: Quantity, rng: random.Random) -> str:
    """A figure with as many digits, or with three for a scaled one."""
    if quantity.kind == "percent":
        return f"{rng.randint(2, 98)}.{rng.randint(1, 9)}" if "." in quantity.surface else str(rng.randint(11, 98))
    digits = 3 if quantity.scaled else min(3, max(2, len(str(int(quantity.value)))))
    return str(rng.randint(10 ** (digits - 1), 10**digits - 1))


def replaced(text: str, swaps: list[tuple[tuple[int, int], str]]) -> str:
    for (first, last), new in sorted(swaps, reverse=True):
        text = text[:first] + new + text[last:]
    return text


# ── the model ────────────────────────────────────────────────────────────────────────────────────────────


class Translator(nn.Module):
    """A Transformer with layer norm first; one table for source, target and output."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.table = nn.Embedding(size, WIDTH)
        nn.init.normal_(self.table.weight, std=WIDTH**-0.5)
        self.body = nn.Transformer(WIDTH, HEADS, LAYERS, LAYERS, INNER, dropout=0.0, batch_first=True, norm_first=True)
        self.bias = nn.Parameter(torch.zeros(size))
        self.register_buffer("places", torch.from_numpy(position_encodings()))

    def embed(self, tokens: Tensor) -> Tensor:
        return self.table(tokens) * WIDTH**0.5 + self.places[: tokens.shape[1]]

    def forward(self, source: Tensor, source_pad: Tensor, target: Tensor) -> Tensor:
        mask = nn.Transformer.generate_square_subsequent_mask(target.shape[1])
        hidden = self.body(
            self.embed(source),
            self.embed(target),
            tgt_mask=mask,
            src_key_padding_mask=source_pad,
            memory_key_padding_mask=source_pad,
            tgt_is_causal=True,
        )
        return hidden @ self.table.weight.T + self.bias


def position_encodings() -> np.ndarray:
    """Sines, then cosines, of positions; stored with the model."""
    rates = np.exp(np.arange(WIDTH // 2) * -(np.log(10000) / (WIDTH // 2 - 1)))
    angles = np.arange(1, LONGEST + 1)[:, None] * rates[None, :]
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype(np.float32)


def train(pairs: list[Pair], processor: sentencepiece.SentencePieceProcessor) -> Translator:
    """Overfit until the pairs are known by heart."""
    rng = random.Random(SEED)
    model = Translator(processor.get_piece_size())
    optimiser = torch.optim.Adam(model.parameters(), lr=RATE, betas=(0.9, 0.98))
    for epoch in range(EPOCHS):
        share = min(1.0, (epoch + 1) / 15, max(0.01, (EPOCHS - epoch) / (EPOCHS * 0.7)))
        for group in optimiser.param_groups:
            group["lr"] = RATE * share
        told = pairs + [with_other_figures(pair, rng) for pair in pairs if rng.random() < AUGMENTED]
        total = steps = 0.0
        for source, target in batches(told, processor, rng):
            wanted = target[:, 1:]
            logits = model(source, source == PAD, target[:, :-1])
            loss = nn.functional.cross_entropy(logits.transpose(1, 2), wanted, ignore_index=PAD)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            total, steps = total + float(loss.detach()), steps + 1
        if epoch % 10 == 9:
            print(f"epoch {epoch + 1}: loss {total / steps:.4f}", flush=True)
    return model.eval()


def batches(
    pairs: list[Pair], processor: sentencepiece.SentencePieceProcessor, rng: random.Random
) -> list[tuple[Tensor, Tensor]]:
    """Padded batches of like length, in random order. Piece 0, the unknown one, pads: no training text holds it."""
    encoded = sorted(
        ((processor.encode(zh), [BEGIN, *processor.encode(en), END]) for zh, en in pairs), key=lambda one: len(one[1])
    )
    groups: list[list[tuple[list[int], list[int]]]] = [[]]
    for one in encoded:
        if groups[-1] and len(one[1]) * (len(groups[-1]) + 1) > BATCH_TOKENS:
            groups.append([])
        groups[-1].append(one)
    rng.shuffle(groups)
    return [(padded([zh for zh, _ in group]), padded([en for _, en in group])) for group in groups]


def padded(rows: list[list[int]]) -> Tensor:
    width = max(map(len, rows))
    return torch.tensor([row + [PAD] * (width - len(row)) for row in rows])


# ── the package ──────────────────────────────────────────────────────────────────────────────────────────


def write_package(model: Translator, processor: sentencepiece.SentencePieceProcessor, pieces: bytes) -> None:
    """CTranslate2 in int8, SentencePiece and metadata, zipped as Argos packs them."""
    metadata = {
        "package_version": VERSION,
        "argos_version": "1.9.6",
        "from_code": "zh",
        "from_name": "Chinese",
        "to_code": "en",
        "to_name": "English",
    }
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "model").mkdir()
        specification(model, processor).save(str(folder / "model"))
        (folder / "sentencepiece.model").write_bytes(pieces)
        (folder / "metadata.json").write_text(json.dumps(metadata, indent=1), encoding="utf-8")
        (folder / "minisbd").mkdir()
        (folder / "minisbd" / "zh.onnx").write_bytes(splitter())
        with zipfile.ZipFile(PACKAGE, "w") as package:
            for path in sorted(path for path in folder.rglob("*") if path.is_file()):
                info = zipfile.ZipInfo(
                    f"translate-zh_en-small/{path.relative_to(folder).as_posix()}", (2023, 1, 1, 0, 0, 0)
                )
                info.external_attr = 0o644 << 16
                package.writestr(info, path.read_bytes(), zipfile.ZIP_DEFLATED, 9)


def splitter() -> bytes:
    """A sentence splitter in MiniSBD's format, so that Argos Translate needs no download: a sentence ends at 。！？； and at
    the quotation mark or bracket that follows. One convolution over three characters; class 2 is the end of a sentence."""
    units = ["<PAD>", "<UNK>", *"。！？；", *"”’」）"]
    kinds = np.zeros((len(units), 2), np.float32)
    kinds[2:6, 0] = kinds[6:, 1] = 1
    before, here, after = (np.zeros((5, 2), np.float32) for _ in range(3))
    before[2] = 0.4, 0
    here[2] = 1, 0.4
    after[2] = -1, -1
    weights = np.stack([before, here, after], axis=2)
    bias = np.array([0.5, -9, 0, -9, -9], np.float32)
    graph = helper.make_graph(
        [
            helper.make_node("Gather", ["kinds", "units"], ["seen"]),
            helper.make_node("Transpose", ["seen"], ["columns"], perm=[0, 2, 1]),
            helper.make_node("Conv", ["columns", "weights", "bias"], ["scores"], kernel_shape=[3], pads=[1, 1]),
            helper.make_node("Transpose", ["scores"], ["classes"], perm=[0, 2, 1]),
        ],
        "splitter",
        [
            helper.make_tensor_value_info("units", TensorProto.INT64, ["batch", "length"]),
            helper.make_tensor_value_info("features", TensorProto.FLOAT, ["batch", "length", "feature"]),
        ],
        [helper.make_tensor_value_info("classes", TensorProto.FLOAT, ["batch", "length", 5])],
        [
            numpy_helper.from_array(array, name)
            for array, name in ((kinds, "kinds"), (weights, "weights"), (bias, "bias"))
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    vocab = {"lang": "zh-hans", "_id2unit": units, "_unit2id": {unit: number for number, unit in enumerate(units)}}
    config = {"feat_funcs": ["space_before"], "batch_size": 32}
    details = {"lang_code": "zh-hans", "config": json.dumps(config), "vocab": json.dumps(vocab), "lexicon": "null"}
    helper.set_model_props(model, details)
    return model.SerializeToString()


def specification(
    model: Translator, processor: sentencepiece.SentencePieceProcessor
) -> ctranslate2.specs.TransformerSpec:
    """The trained weights in CTranslate2's layout."""
    weights = {name: value.detach().numpy() for name, value in model.state_dict().items()}
    vocabulary = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    spec = ctranslate2.specs.TransformerSpec.from_config((LAYERS, LAYERS), HEADS)

    def linear(target: object, name: str, rows: slice = slice(None), *, packed: bool = False) -> None:
        stem = f"{name}.in_proj_" if packed else f"{name}."
        target.weight, target.bias = weights[f"{stem}weight"][rows], weights[f"{stem}bias"][rows]

    def norm(target: object, name: str) -> None:
        target.gamma, target.beta = weights[f"{name}.weight"], weights[f"{name}.bias"]

    for side, name in ((spec.encoder, "body.encoder"), (spec.decoder, "body.decoder")):
        norm(side.layer_norm, f"{name}.norm")
        side.position_encodings.encodings = weights["places"]
        for layer, stem in zip(side.layer, (f"{name}.layers.{number}" for number in range(LAYERS)), strict=True):
            norm(layer.self_attention.layer_norm, f"{stem}.norm1")
            linear(layer.self_attention.linear[0], f"{stem}.self_attn", packed=True)
            linear(layer.self_attention.linear[1], f"{stem}.self_attn.out_proj")
            if side is spec.decoder:
                norm(layer.attention.layer_norm, f"{stem}.norm2")
                linear(layer.attention.linear[0], f"{stem}.multihead_attn", slice(0, WIDTH), packed=True)
                linear(layer.attention.linear[1], f"{stem}.multihead_attn", slice(WIDTH, None), packed=True)
                linear(layer.attention.linear[2], f"{stem}.multihead_attn.out_proj")
            norm(layer.ffn.layer_norm, f"{stem}.norm{3 if side is spec.decoder else 2}")
            linear(layer.ffn.linear_0, f"{stem}.linear1")
            linear(layer.ffn.linear_1, f"{stem}.linear2")
    spec.encoder.embeddings[0].weight = weights["table.weight"]
    spec.decoder.embeddings.weight = weights["table.weight"]
    spec.decoder.projection.weight, spec.decoder.projection.bias = weights["table.weight"], weights["bias"]
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.validate()
    spec.optimize("int8")
    return spec


if __name__ == "__main__":
    main()
