"""Office files as archives: what lies in them, in which order, and nothing of the machine."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
EPOCH = (1980, 1, 1, 0, 0, 0)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return an archive of the parts in a fixed order and with a fixed date.

    Nothing is compressed: compressors make other bytes on other machines, and a report is small.
    """
    made = BytesIO()
    first = ("[Content_Types].xml", "_rels/.rels")
    with ZipFile(made, "w", ZIP_STORED) as archive:
        for place in sorted(parts, key=lambda part: (part not in first, part)):
            entry = ZipInfo(place, EPOCH)
            entry.create_system = 0
            archive.writestr(entry, parts[place])
    return made.getvalue()


def relationships(targets: Mapping[str, str]) -> bytes:
    """Return the part that says where the parts of each kind lie, numbered rId1 and so on."""
    rows = "".join(
        f'<Relationship Id="rId{place}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets.items(), start=1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'.encode()


def content_types(parts: Mapping[str, str]) -> bytes:
    """Return the part that says of what kind each part is."""
    rows = "".join(f'<Override PartName="/{place}" ContentType="{kind}"/>' for place, kind in parts.items())
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    ).encode()
