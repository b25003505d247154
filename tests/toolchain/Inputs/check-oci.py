# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""check-oci.py LAYOUT IMAGE

Digests and sizes, the annotations that urunc reads, the layer, the referrers.
"""
import base64
import hashlib
import io
import json
import os
import sys
import tarfile

layout, image = sys.argv[1:3]


def blob(descriptor):
    algorithm, digest = descriptor["digest"].split(":")
    data = open(os.path.join(layout, "blobs", algorithm, digest), "rb").read()
    assert hashlib.sha256(data).hexdigest() == digest
    assert len(data) == descriptor["size"]
    return data


index = json.load(open(os.path.join(layout, "index.json")))
main, sbom, audit = index["manifests"]
manifest = json.loads(blob(main))
[layer] = manifest["layers"]
config = json.loads(blob(manifest["config"]))
assert config["rootfs"]["diff_ids"] == [layer["digest"]]
assert config["config"]["Cmd"] == ["/note", "note", "second"]

files = tarfile.open(fileobj=io.BytesIO(blob(layer)))
names = files.getnames()
assert names == ["unikernel", "initrd.cpio", "urunc.json"], names
assert files.extractfile("unikernel").read() == open(image, "rb").read()
said = json.load(files.extractfile("urunc.json"))
prefix = "com.urunc.unikernel."
for key, value in {
    "unikernelType": "linux", "hypervisor": "qemu", "binary": "/unikernel",
    "cmdline": "/note note second", "initrd": "/initrd.cpio",
}.items():
    assert base64.b64decode(said[prefix + key]).decode() == value
    assert manifest["annotations"][prefix + key] == said[prefix + key]

for descriptor, kind in ((sbom, "application/vnd.cyclonedx+json"),
                         (audit, "application/vnd.unispec.audit.v1+json")):
    referrer = json.loads(blob(descriptor))
    assert descriptor["artifactType"] == referrer["artifactType"] == kind
    assert referrer["subject"]["digest"] == main["digest"]
    assert blob(referrer["config"]) == b"{}"
    text = json.loads(blob(referrer["layers"][0]))
    assert text.get("bomFormat") == "CycloneDX" or \
        text["schema"] == "unispec-audit/1"

blobs = os.listdir(os.path.join(layout, "blobs", "sha256"))
assert len(blobs) == 8, blobs
