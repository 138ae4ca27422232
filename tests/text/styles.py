"""Styles of the shipped fonts, and what tests read off a line."""

from __future__ import annotations

from dataclasses import replace

from handouts.text import Composite, Face, FaceTable, Glyph, Line, Part, TextStyle


def faces(name: str, scale: float = 1.0, regular: str = "Regular") -> tuple[Face, Face, Face, Face, Face]:
    own = Face(f"{name}-{regular}", scale)
    bold = Face(f"{name}-Bold", scale)
    return own, bold, own, own, bold


def style(
    language: str, script: str, name: str, *, right_to_left: bool = False, scale: float = 1.0, regular: str = "Regular"
) -> TextStyle:
    own = (script, faces(name, scale, regular))
    latin = ("Latn", faces("NotoSans"))
    return TextStyle(language, right_to_left, FaceTable((own,) if script == "Latn" else (own, latin)))


ENGLISH = style("en", "Latn", "NotoSans")
RUSSIAN = style("ru", "Cyrl", "NotoSans")
ARABIC = style("ar", "Arab", "NotoSansArabic", right_to_left=True, scale=1.15, regular="Medium")
URDU = style("ur", "Arab", "NotoNastaliqUrdu", right_to_left=True)
HINDI = style("hi", "Deva", "NotoSansDevanagari")
CHINESE = style("zh-Hans", "Hani", "NotoSansSC")
NUMBERS = replace(ENGLISH, group_space_em=0.09, alone=True)

# A sentence in each script that the shipped fonts are for, with the language's own peculiarities.
SENTENCES = {
    "en": (ENGLISH, "Call (619) 786-4866 – it’s free; naïve façade, “Title 42”."),
    "ht": (ENGLISH, "Rele òganizasyon sa yo, kèlkeswa pwoblèm ou genyen an."),
    "vi": (style("vi", "Latn", "NotoSans"), "Những người xin tị nạn ở biên giới, hãy gọi điện thoại miễn phí."),
    "tr": (style("tr", "Latn", "NotoSans"), "Sığınmacılar için İstanbul’da ücretsiz yardım, fırsat."),
    "uz": (style("uz", "Latn", "NotoSans"), "O\u02bbzbekiston, ma\u02bcno: boshpana so\u02bbrovchilar uchun."),
    "ru": (RUSSIAN, "Позвоните № 42: «Беженцы», объём, +1 (619) 786-4866."),
    "uk": (style("uk", "Cyrl", "NotoSans"), "Зателефонуйте: ґанок, їжа, є, п’ять."),
    "ka": (style("ka", "Geor", "NotoSansGeorgian"), "დარეკეთ 619-786-4866, თავშესაფრის მაძიებლები."),
    "ar": (ARABIC, "اتصل على الرقم \u2066619-786-4866\u2069 (مجانًا)، شكرًا لكم؟"),
    "fa": (style("fa", "Arab", "NotoSansArabic", right_to_left=True), "می‌توانید با این شماره تماس بگیرید: ۱۲۳۴."),
    "ps": (style("ps", "Arab", "NotoSansArabic", right_to_left=True), "ګ ړ ښ ې ۍ ځ څ ډ ټ ڼ ږ، دغه شمېره."),
    "ur": (URDU, "پچھلے سال کے دوران، ۴۶۷ لوگ آئے • یہاں کھینچتے ہیں۔"),
    "hi": (HINDI, "कृपया राष्ट्रिय सीमा पर 2021 में (HIAS) कॉल करें। क्षत्रिय ट्रक"),
    "ne": (style("ne", "Deva", "NotoSansDevanagari"), "राष्ट्रिय ट्रकको झण्डा, ५ ८ ९ मा फोन गर्नुहोस्।"),
    "pa": (style("pa", "Guru", "NotoSansGurmukhi"), "ਕਿਰਪਾ ਕਰਕੇ ਇਨ੍ਹਾਂ ਸੰਸਥਾਵਾਂ ਨੂੰ 2021 ਵਿੱਚ ਕਾਲ ਕਰੋ।"),
    "bn": (style("bn", "Beng", "NotoSansBengali"), "অনুগ্রহ করে সীমান্তে এই সংস্থাগুলিকে ফোন করুন। ক্ষত্রিয়, স্ত্রী"),
    "am": (style("am", "Ethi", "NotoSansEthiopic"), "እባክዎ እነዚህን ድርጅቶች በ2021 ይደውሉ። አመሰግናለሁ፣ ቐ ዀ ጐ ቈ፤"),
    "zh-Hans": (CHINESE, "请在2021年4月7日之后致电（HIAS）这些组织，“谢谢”。"),
}


def drawn(line: Line) -> str:
    """The texts of the glyphs, from left to right."""
    return "".join(glyph.text for run in line.runs for glyph in run.glyphs)


def parts_of(glyph: Glyph) -> tuple[Part, ...]:
    """The glyphs of the font that it is made of, from the pen."""
    if isinstance(glyph.gid, Composite):
        return tuple(Part(gid, glyph.dx + x, y) for gid, x, y in glyph.gid.parts)
    return (Part(glyph.gid, glyph.dx, 0),)


def gids_of(line: Line) -> list[int]:
    """The glyphs of the fonts that a line shows, run by run."""
    return [part.gid for run in line.runs for glyph in run.glyphs for part in parts_of(glyph)]


def fonts_of(line: Line) -> set[str]:
    return {run.font for run in line.runs}
