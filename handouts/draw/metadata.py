"""What a file says of itself: information dictionary, XMP, output intent (PDF/UA-1 and PDF/A-2a).

Dates are the date of the information, at midnight UTC: a file does not know when it was built.
"""

from __future__ import annotations

from html import escape  # that of xml.sax brings urllib.request along
from importlib.resources import files

from handouts.draw.notation import text_string
from handouts.layout.page.placed import DocumentInfo

PRODUCER = "handouts, on ReportLab"
OUTPUT_INTENT = (
    "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)/DestOutputProfile {}>>"
)


def colour_profile() -> bytes:
    """The sRGB profile of the output intent, uncompressed; srgb.icc.txt says where it comes from."""
    return files("handouts.draw").joinpath("srgb.icc").read_bytes()


def information_dictionary(info: DocumentInfo) -> str:
    """The information dictionary, equal in all to the XMP."""
    date = f"(D:{info.information_of.replace('-', '')}000000Z)"
    entries = {
        "Title": text_string(info.title),
        "Author": text_string(info.author),
        "Producer": f"({PRODUCER})",
        "CreationDate": date,
        "ModDate": date,
    }
    if info.keywords:
        entries["Keywords"] = text_string(", ".join(info.keywords))
    return f"<<{''.join(f'/{key}{value}' for key, value in entries.items())}>>"


def xmp_packet(info: DocumentInfo) -> bytes:
    """The XMP packet (ISO 16684-1). Declares PDF/UA-1, and its schema, which PDF/A asks for; and PDF/A-2a."""
    date = f"{info.information_of}T00:00:00Z"
    keywords = f"<pdf:Keywords>{escape(', '.join(info.keywords), quote=False)}</pdf:Keywords>" if info.keywords else ""
    return _XMP.format(
        title=escape(info.title, quote=False),
        author=escape(info.author, quote=False),
        language=escape(info.language, quote=False),
        producer=PRODUCER,
        keywords=keywords,
        date=date,
    ).encode("utf-8")


def print_packet(title: str, author: str, *, archival: bool) -> bytes:
    """The XMP packet of a print file, which is made of other files' pages and has no date of its own. `author`:
    empty where it is not known. `archival`: it declares PDF/A-2b."""
    claim = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" if archival else ""
    creator = (
        f"\n<dc:creator><rdf:Seq><rdf:li>{escape(author, quote=False)}</rdf:li></rdf:Seq></dc:creator>"
        if author
        else ""
    )
    told = {"title": escape(title, quote=False), "creator": creator}
    return _PRINT_XMP.format(**told, producer=PRODUCER, claim=claim).encode("utf-8")


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"\
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"\
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>{keywords}
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>\
<xmp:MetadataDate>{date}</xmp:MetadataDate>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""

_PRINT_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"\
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>{creator}
<pdf:Producer>{producer}</pdf:Producer>{claim}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
