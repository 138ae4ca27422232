"""What stands on the sheets besides numbers, typed by hand: the addresses and names of the source and of the
readers' languages, and of every language the date and the sentence that no sheet goes without."""

from __future__ import annotations

from dataclasses import dataclass

PAGE = "https://help.asylumadvocacy.org/information-about-seeking-asylum-at-the-mexico-u-s-border/"
"""What every QR code opens."""
DATE = "2021-04-07"

CITY_NAMES = {
    "tijuana-san-diego": "Tijuana/San Diego",
    "mexicali": "Mexicali",
    "nogales": "Nogales",
    "el-paso-juarez": "El Paso/Juarez",
    "nuevo-laredo-laredo": "Nuevo Laredo/Laredo",
    "south-texas": "South Texas",
}


@dataclass(frozen=True, slots=True)
class Language:
    """What a sheet in that language says. `date` in the pieces in which readers of the page give it back."""

    english: str
    date: tuple[str, ...]
    disclaimer: str
    incomplete: str
    right_to_left: bool = False


LANGUAGES = {
    "en": Language(
        "English",
        ("Last updated on April 7, 2021",),
        "This information is not a substitute for advice from an attorney.",
        "but it is likely incomplete.",
    ),
    "es": Language(
        "Spanish",
        ("7 de abril de 2021",),
        "Esta información no sustituye el consejo de un abogado.",
        "pero es probable que esté incompleta.",
    ),
    "ht": Language(
        "Haitian Creole",
        ("7 avril 2021",),
        "Enfòmasyon sa yo pa ranplase konsèy yon avoka.",
        "men gen anpil chans li pa konplè.",
    ),
    "pt": Language(
        "Portuguese",
        ("7 de abril de 2021",),
        "Estas informações não substituem a orientação de um advogado.",
        "mas é provável que ela esteja incompleta.",
    ),
    "fr": Language(
        "French",
        ("7 avril 2021",),
        "Ces informations ne remplacent pas les conseils d’un avocat.",
        "mais elle est probablement incomplète.",
    ),
    "ru": Language(
        "Russian",
        ("7 апреля 2021",),
        "Эта информация не заменяет консультацию адвоката.",
        "но список, скорее всего, неполный.",
    ),
    "ar": Language(
        "Arabic",
        ("أبريل", "نيسان", "2021"),
        "هذه المعلومات لا تغني عن استشارة محامٍ.",
        "لكن القائمة على الأرجح غير كاملة.",
        right_to_left=True,
    ),
    "hi": Language(
        "Hindi",
        ("7 अप्रैल 2021",),
        "यह जानकारी वकील की सलाह की जगह नहीं लेती।",
        "लेकिन बहुत संभव है कि यह अधूरी हो।",
    ),
    "zh-Hans": Language(
        "Chinese",
        ("2021年4月7日",),
        "本信息不能代替律师的意见。",
        "但名单很可能不完整。",
    ),
}
