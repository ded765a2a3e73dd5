"""The autoencoder encodes and decodes as the public one."""

from __future__ import annotations

from functools import cache

import pytest
import torch
import torch.nn.functional as F

from moebius_core.errors import BadInputError
from moebius_core.network import (
    Autoencoder,
    AutoencoderLayout,
    for_inference,
    load_autoencoder,
)
from moebius_core.weights.layout import autoencoder_layout
from tests.parity.goldens import (
    TOLERANCE,
    golden,
    recipe_weights,
    relative_error,
    shapes,
    tensors,
)


@cache
def tiny() -> Autoencoder:
    return load_autoencoder(recipe_weights(shapes("vae_tiny")))


@pytest.mark.parametrize("deployed", [False, True])
def test_encoding_and_decoding_are_the_reference_s(deployed: bool) -> None:
    autoencoder = for_inference(tiny()) if deployed else tiny()
    image, moments = tensors("vae_tiny", "image", "moments")

    encoded = autoencoder.encode(image)
    decoded = autoencoder.decode(moments[:, :4])

    assert relative_error(encoded, golden("vae_tiny")["moments"]) <= TOLERANCE
    assert relative_error(decoded, golden("vae_tiny")["decoded"]) <= TOLERANCE


@pytest.mark.parametrize("name", ["vae", "vae_tiny"])
def test_keys_and_shapes_are_the_released_ones_in_their_order(name: str) -> None:
    with torch.device("meta"):
        autoencoder = Autoencoder(autoencoder_layout(shapes(name)))

    own = {key: tuple(tensor.shape) for key, tensor in autoencoder.state_dict().items()}
    assert list(own.items()) == list(shapes(name).items())


def test_the_default_layout_is_the_released_network_s() -> None:
    assert autoencoder_layout(shapes("vae")) == AutoencoderLayout()


def test_the_released_network_computes_the_same_when_deployed() -> None:
    plain = load_autoencoder(recipe_weights(shapes("vae")))
    latent = torch.randn(1, 4, 6, 6, generator=torch.Generator().manual_seed(0))

    deployed = for_inference(plain)

    decoded = plain.decode(latent)
    assert decoded.shape == (1, 3, 48, 48)
    assert relative_error(deployed.decode(latent), decoded.numpy()) <= TOLERANCE
    assert plain.encode(decoded).shape == (1, 8, 6, 6)


def test_other_sizes_load_from_their_shapes_alone() -> None:
    layout = AutoencoderLayout(image_channels=1, latent_channels=3, widths=(32, 64, 96), layers=1)
    torch.manual_seed(0)

    autoencoder = load_autoencoder(Autoencoder(layout).state_dict())

    assert autoencoder.layout == layout
    moments = autoencoder.encode(torch.randn(1, 1, 32, 40))
    assert moments.shape == (1, 6, 8, 10)
    assert autoencoder.decode(moments[:, :3]).shape == (1, 1, 32, 40)


def test_the_names_of_older_files_are_understood() -> None:
    new_names = {"to_q": "query", "to_k": "key", "to_v": "value", "to_out.0": "proj_attn"}
    weights = recipe_weights(shapes("vae_tiny"))
    old = dict(weights)
    for key in weights:
        for new, name in new_names.items():
            if f".{new}." in key:
                old[key.replace(f".{new}.", f".{name}.")] = old.pop(key)
    assert old.keys() != weights.keys()

    loaded = load_autoencoder(old)

    image = tensors("vae_tiny", "image")[0]
    assert torch.equal(loaded.encode(image), tiny().encode(image))


def test_the_middle_attention_looks_everywhere() -> None:
    attention = tiny().encoder.mid_block.attentions[0]
    x = torch.randn(1, 64, 4, 5)
    q, k, v = (
        layer(attention.group_norm(x).flatten(2).transpose(1, 2))
        for layer in (attention.to_q, attention.to_k, attention.to_v)
    )

    y = attention.to_out[0](F.softmax(q @ k.transpose(1, 2) / 8, dim=-1) @ v)

    expected = x + y.transpose(1, 2).view_as(x)
    torch.testing.assert_close(attention(x), expected)


def test_the_student_s_weights_are_not_taken_for_the_autoencoder_s() -> None:
    with pytest.raises(BadInputError, match="not weights of the autoencoder"):
        load_autoencoder(recipe_weights(shapes("moebius_tiny")))
