"""Reports written on a firm's own Word file."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Cm, Pt, RGBColor
from lxml import etree

from advisor.errors import BrandRefused
from advisor.report import word
from tests.report.samples import everything
from tests.report.test_word import PNG, W, lines, opened, parts, problems, with_text


def firms(change: Callable[[Document], object] = lambda document: None) -> bytes:
    """A firm's file: its fonts, a header and a footer of its own, letter paper, and text left in it."""
    document = docx.Document()
    heading = document.styles["Heading 1"].font
    heading.name, heading.size, heading.color.rgb = "Georgia", Pt(19), RGBColor(0x7A, 0x10, 0x20)
    document.styles["Normal"].font.name = "Garamond"
    section = document.sections[0]
    section.header.paragraphs[0].text = "North Quay Advisers LLP"
    section.header.paragraphs[0].add_run().add_picture(io.BytesIO(PNG))
    section.footer.paragraphs[0].text = "Registered in Sampleland"
    document.add_heading("Old client", 1)
    document.add_paragraph("Old secrets of another client").add_run().add_picture(io.BytesIO(PNG))
    change(document)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def with_part(data: bytes, place: str, content: bytes, kind: str = "") -> bytes:
    """The same package with a part more or another one in its place."""
    found = parts(data)
    found[place] = content
    if kind:
        override = f'<Override PartName="/{place}" ContentType="{kind}"/></Types>'.encode()
        found["[Content_Types].xml"] = found["[Content_Types].xml"].replace(b"</Types>", override)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in found.items():
            archive.writestr(name, part)
    return made.getvalue()


def styles(data: bytes) -> dict[str, bytes]:
    root = etree.fromstring(parts(data)["word/styles.xml"])
    return {one.get(f"{W}styleId"): etree.tostring(one, method="c14n") for one in root.iter(f"{W}style")}


def test_the_firms_styles_page_header_and_footer_stay_as_they_are() -> None:
    template = firms()

    made = word.draw(everything(), template)

    before, after = styles(template), styles(made)
    assert {name: after[name] for name in before} == before
    document, own = opened(made), opened(template)
    assert document.sections[0].header.paragraphs[0].text == "North Quay Advisers LLP"
    assert document.sections[0].footer.paragraphs[0].text == "Registered in Sampleland"
    assert document.sections[0].page_width == own.sections[0].page_width
    assert document.sections[0].left_margin == own.sections[0].left_margin


def test_nothing_of_what_stood_in_the_firms_file_remains() -> None:
    made = word.draw(everything(), firms())

    assert "Old client" not in lines(made)
    assert b"Old secrets" not in b"".join(parts(made).values())
    assert not [place for place in parts(made) if "thumbnail" in place]
    assert opened(made).core_properties.author == "A. Adviser"


def told_everywhere(secret: str, *, shown: bool = False) -> bytes:
    """A firm's file in which many a part beside the text still tells of another client."""
    kinds = f"{RELATIONSHIP_TYPE.STYLES[:-6]}"
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

    def tell(document: Document) -> None:
        package = document.part.package
        notes = (
            f'<w:footnotes xmlns:w="{main}"><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
            f'<w:footnote w:id="2"><w:p><w:r><w:t>{secret}</w:t></w:r></w:p></w:footnote></w:footnotes>'
        )
        base = "application/vnd.openxmlformats-officedocument"
        for kind, place, mime, content in (
            ("footnotes", "/word/footnotes.xml", f"{base}.wordprocessingml.footnotes+xml", notes),
            (
                "people",
                "/word/people.xml",
                f"{base}.wordprocessingml.people+xml",
                f"<people>{secret}</people>",
            ),
            ("customXml", "/customXml/item9.xml", "application/xml", f"<cover>{secret}</cover>"),
        ):
            document.part.relate_to(Part(PackURI(place), mime, content.encode(), package), kinds + kind)
        for kind, inner in (
            ("custom", f'<property name="Client">{secret}</property>'),
            ("extended", f"<Company>Quay</Company><TitlesOfParts>{secret}</TitlesOfParts>"),
        ):
            properties = f'<Properties xmlns="{kinds.replace("relationships/", "")}{kind}-properties">{inner}</Properties>'
            part = Part(
                PackURI(f"/docProps/{kind}s.xml"),
                f"{base}.{kind}-properties+xml",
                properties.encode(),
                package,
            )
            package.relate_to(part, f"{kinds}{kind}-properties")
        variables = etree.SubElement(document.settings.element, f"{W}docVars")
        etree.SubElement(variables, f"{W}docVar").set(f"{W}val", secret)
        if shown:
            run = document.sections[0].footer.paragraphs[0].add_run()._element
            etree.SubElement(run, f"{W}instrText").text = "DOCPROPERTY Client"

    return firms(tell)


def test_no_part_beside_the_text_tells_of_the_client_the_firms_file_was_for() -> None:
    template = told_everywhere("Zanzibar")
    made = parts(word.draw(everything(), template))

    assert len([place for place, part in parts(template).items() if b"Zanzibar" in part]) == 6
    assert [place for place, part in made.items() if b"Zanzibar" in part] == []
    assert b"Quay" in made["docProps/extendeds.xml"]
    assert b"separator" in made["word/footnotes.xml"]


def test_a_property_that_the_letterhead_shows_stays() -> None:
    made = parts(word.draw(everything(), told_everywhere("Zanzibar", shown=True)))

    assert [place for place, part in made.items() if b"Zanzibar" in part] == ["docProps/customs.xml"]


def test_the_report_says_the_same_on_a_firms_file_but_for_the_letterhead() -> None:
    assert lines(word.draw(everything(), firms())) == lines(word.draw(everything()))[1:]


def test_the_report_on_a_firms_file_fits_the_schemas_where_the_file_does(tmp_path: Path) -> None:
    template = firms()
    known = set(problems(template, tmp_path))

    found = [
        one
        for one in problems(word.draw(everything(draft=True), template), tmp_path)
        if "WithEffects" not in one
    ]

    assert set(found) <= known


def test_nothing_that_is_added_names_a_font() -> None:
    before = styles(firms())
    for name, style in styles(word.draw(everything(), firms())).items():
        if name not in before:
            assert b"rFonts" not in style, name
    body = parts(word.draw(everything(), firms()))["word/document.xml"]
    assert b"w:ascii" not in body


def test_what_is_added_takes_the_accent_of_the_firms_theme() -> None:
    theme = parts(firms())["word/theme/theme1.xml"]
    accent = etree.fromstring(theme).find(".//{*}accent1/{*}srgbClr").get("val")

    space = parts(word.draw(everything(), firms()))["word/charts/chart1.xml"]

    assert accent == "4F81BD"
    assert accent.encode() in space


def test_a_draft_is_marked_in_the_firms_header() -> None:
    made = opened(word.draw(everything(draft=True), firms()))

    assert [one.text for one in made.sections[0].header.paragraphs] == ["North Quay Advisers LLP", "Draft"]


def test_a_file_without_header_footer_numbering_and_theme_gets_them(tmp_path: Path) -> None:
    def bare(document: Document) -> None:
        for kind in (
            RELATIONSHIP_TYPE.HEADER,
            RELATIONSHIP_TYPE.FOOTER,
            RELATIONSHIP_TYPE.NUMBERING,
            RELATIONSHIP_TYPE.THEME,
        ):
            for number, one in list(document.part.rels.items()):
                if one.reltype == kind:
                    del document.part.rels[number]
        section = document.sections[0]._sectPr
        for one in [*section.findall(f"{W}headerReference"), *section.findall(f"{W}footerReference")]:
            section.remove(one)
        for style in document.styles.element.iter(f"{W}numPr"):
            style.getparent().remove(style)

    made = word.draw(everything(), firms(bare))

    assert lines(made) == lines(word.draw(everything()))[1:]
    assert "Page" in "".join(t.text or "" for t in opened(made).sections[0].footer._element.iter(f"{W}t"))


def test_numbered_lists_count_from_one_each() -> None:
    numbers = []
    for template in (None, firms()):
        document = opened(word.draw(with_text("text"), template))
        root = document.part.numbering_part._element
        for one in document.element.body.iter(f"{W}numId"):
            listed = next(n for n in root.iter(f"{W}num") if n.get(f"{W}numId") == one.get(f"{W}val"))
            numbers.append(listed.find(f"{W}lvlOverride/{W}startOverride"))

    assert numbers
    assert all(one is not None for one in numbers)


def test_the_template_a_file_was_made_from_is_not_taken_over() -> None:
    def attached(document: Document) -> None:
        part = document.part._settings_part
        number = part.relate_to(
            "file:///C:/Users/someone/Normal.dotm",
            f"{RELATIONSHIP_TYPE.STYLES[:-6]}attachedTemplate",
            is_external=True,
        )
        made = etree.SubElement(document.settings.element, f"{W}attachedTemplate")
        made.set(f"{{{RELATIONSHIP_TYPE.STYLES[:-7]}}}id", number)
        document.settings.element.insert(1, made)

    template = firms(attached)

    assert word.check_template(template) == ()
    assert b"someone" in b"".join(parts(template).values())
    assert b"someone" not in b"".join(parts(word.draw(everything(), template)).values())


def test_what_a_file_would_fetch_from_elsewhere_is_told() -> None:
    def linked(document: Document) -> None:
        document.sections[0].header.part.relate_to(
            "https://example.org/pixel.png", RELATIONSHIP_TYPE.IMAGE, is_external=True
        )
        document.sections[0].header.part.relate_to(
            "https://example.org/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )

    assert word.check_template(firms(linked)) == (
        "The Word template fetches from elsewhere: 'https://example.org/pixel.png'",
    )
    assert word.check_template(firms()) == ()


TEMPLATE, DOCUMENT = (f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}.main+xml" for kind in ("template", "document"))  # fmt: skip


@pytest.fixture
def of_templates() -> bytes:
    """A firm's file of the kind that Word begins new documents from (.dotx)."""
    return changed("[Content_Types].xml", DOCUMENT.encode(), TEMPLATE.encode())


def test_a_template_that_word_begins_documents_from_gives_a_document(of_templates: bytes) -> None:
    made = word.draw(everything(), of_templates)

    assert word.check_template(of_templates) == ()
    assert made == word.draw(everything(), firms())
    kinds = parts(made)["[Content_Types].xml"]
    assert DOCUMENT.encode() in kinds
    assert TEMPLATE.encode() not in kinds


def across(document: Document, kind: WD_ORIENT = WD_ORIENT.LANDSCAPE) -> None:
    section = document.sections[-1]
    section.orientation = kind
    section.page_width, section.page_height = section.page_height, section.page_width


def test_a_report_stands_upright_on_a_file_with_a_broad_page_and_has_its_letterhead() -> None:
    def at_the_end(document: Document) -> None:
        document.add_section()
        across(document)
        document.sections[-1].header.is_linked_to_previous = False
        document.sections[-1].header.paragraphs[0].text = "Broad secrets"

    def at_the_start(document: Document) -> None:
        across(document)
        document.add_section()
        across(document, WD_ORIENT.PORTRAIT)

    for change in (at_the_end, at_the_start):
        made = word.draw(everything(), firms(change))
        (section,) = opened(made).sections

        assert (section.page_width or 0) < (section.page_height or 0)
        assert section.header.paragraphs[0].text == "North Quay Advisers LLP"
        assert section.footer.paragraphs[0].text == "Registered in Sampleland"
        assert b"Broad secrets" not in b"".join(parts(made).values())
    (section,) = opened(word.draw(everything(), firms(across))).sections
    assert (section.page_width or 0) > (section.page_height or 0)


def test_figures_stand_in_two_rows_on_a_narrow_page() -> None:
    def narrow(document: Document) -> None:
        document.sections[0].left_margin = document.sections[0].right_margin = Cm(6)

    for change, rows in ((narrow, 2), (lambda document: None, 1)):
        made = opened(word.draw(everything(), firms(change)))
        facts = next(one for one in made.tables if "28 of 30" in one.rows[-1].cells[-1].text)

        assert [len(row.cells) for row in facts.rows] == [4 // rows] * rows


def test_columns_numbered_lines_and_locks_of_the_firms_text_do_not_hold_for_the_report() -> None:
    def locked(document: Document) -> None:
        section = document.sections[0]._sectPr
        for columns in section.findall(f"{W}cols"):
            section.remove(columns)
        for tag, key, value in (
            ("cols", "num", "2"),
            ("lnNumType", "countBy", "1"),
            ("vAlign", "val", "center"),
        ):
            etree.SubElement(section, f"{W}{tag}").set(f"{W}{key}", value)
        for tag in ("documentProtection", "writeProtection", "evenAndOddHeaders"):
            document.settings.element.insert(0, etree.Element(f"{W}{tag}"))

    template = firms(locked)
    held, made = parts(template), parts(word.draw(everything(), template))

    for place, tags in {
        "word/document.xml": ("cols", "lnNumType", "vAlign"),
        "word/settings.xml": ("documentProtection", "writeProtection", "evenAndOddHeaders"),
    }.items():
        for tag in tags:
            assert f"<w:{tag}".encode() in held[place]
            assert f"<w:{tag}".encode() not in made[place]


MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
BAD: dict[str, Callable[[], bytes]] = {
    "no archive": lambda: b"hello",
    "nothing": lambda: b"",
    "behind a password": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000),
    "an archive of something else": lambda: with_part(zipped(), "x.txt", b"x"),
    "a workbook": lambda: parts(word.draw(everything()))["word/embeddings/workbook1.xlsx"],
    "cut off": lambda: firms()[:3000],
    "a document with macros": lambda: with_part(firms(), "word/vbaProject.bin", b"x", "application/vnd.ms-office.vbaProject"),
    "the kind for macros": lambda: with_part(
        firms(),
        "[Content_Types].xml",
        parts(firms())["[Content_Types].xml"].replace(
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", MACROS.encode()
        ),
    ),
    "a list without a number": lambda: changed("word/numbering.xml", b' w:numId="1"', b""),
    "a link of no kind": lambda: changed("word/_rels/document.xml.rels", b" Type=", b" Sort="),
    "a part of no kind": lambda: changed("[Content_Types].xml", b" ContentType=", b" Sort="),
    "styles that are none": lambda: changed("[Content_Types].xml", b"wordprocessingml.styles+xml", b"wordprocessingml.other+xml"),
    "broken markup": lambda: with_part(firms(), "word/document.xml", b"<w:document>"),
    "too large": lambda: b"PK" + bytes(20_000_001),
    "a bomb": lambda: compressed("word/media/a.bin", bytes(210_000_000)),
}  # fmt: skip


def changed(place: str, right: bytes, wrong: bytes) -> bytes:
    part = parts(firms())[place]
    assert right in part
    return with_part(firms(), place, part.replace(right, wrong))


def zipped() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.txt", "x")
    return made.getvalue()


def compressed(place: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(place, content)
    return made.getvalue()


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_plain_word_document_is_refused(name: str) -> None:
    template = BAD[name]()

    for use in (word.check_template, lambda data: word.draw(everything(), data)):
        with pytest.raises(BrandRefused) as refused:
            use(template)
        assert str(refused.value).startswith("The Word template ")
        assert "\n" not in str(refused.value)
        assert refused.value.hint
