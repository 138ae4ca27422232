"""What stands on the sheets besides numbers, typed by hand: the addresses and names of the source and of the
readers' languages, and of every language the date and the sentence that no sheet goes without."""

from __future__ import annotations

from dataclasses import dataclass

PAGE = "https://help.asylumadvocacy.org/information-about-seeking-asylum-at-the-mexico-u-s-border/"
"""What every QR code opens."""
DATE = "2021-04-07"

ESSENTIALS = (
    "Is the border open to asylum seekers? Unfortunately, no. The U.S. government is denying entry to many people who "
    "are seeking asylum, including children, adults, and families. Is Title 42 still affecting asylum seekers "
    "approaching the Mexico-U.S. border today? Yes, the Mexico-U.S. border remains mostly closed under Title 42 due to "
    "the coronavirus pandemic. However, there is an official exception to Title 42 for unaccompanied children."
)
"""The answers that every sheet with answers gives, in English."""

ADDRESS_NUMBERS = {"tijuana-san-diego": ("8250", "22127")}
"""House number and postal code of the places to visit."""

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
        "mas é provável que a lista esteja incompleta.",
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
    "fa": Language(
        "Persian",
        ("آوریل", "2021"),
        "این اطلاعات جای مشورت با وکیل را نمی‌گیرد.",
        "اما فهرست به احتمال زیاد کامل نیست.",
        right_to_left=True,
    ),
    "fa-AF": Language(
        "Dari",
        ("اپریل", "2021"),
        "این معلومات جای مشورهٔ وکیل مدافع را نمی‌گیرد.",
        "اما لست به احتمال زیاد مکمل نیست.",
        right_to_left=True,
    ),
    "ps": Language(
        "Pashto",
        ("2021", "اپریل"),
        "دا معلومات د وکیل د مشورې ځای نه نیسي.",
        "لري چې بشپړ نه وي.",
        right_to_left=True,
    ),
    "tr": Language(
        "Turkish",
        ("7 Nisan 2021",),
        "Bu bilgiler bir avukatın tavsiyesinin yerini tutmaz.",
        "ancak liste büyük olasılıkla eksiktir.",
    ),
    "pa": Language(
        "Punjabi",
        ("7 ਅਪ੍ਰੈਲ 2021",),
        "ਇਹ ਜਾਣਕਾਰੀ ਵਕੀਲ ਦੀ ਸਲਾਹ ਦੀ ਥਾਂ ਨਹੀਂ ਲੈਂਦੀ।",
        "ਹੈ ਕਿ ਇਹ ਅਧੂਰੀ ਹੋਵੇ।",
    ),
    "bn": Language(
        "Bengali",
        ("7 এপ্রিল 2021",),
        "এই তথ্য আইনজীবীর পরামর্শের বিকল্প নয়।",
        "তবে তালিকাটি সম্ভবত অসম্পূর্ণ।",
    ),
    "ne": Language(
        "Nepali",
        ("सन् 2021 अप्रिल 7",),
        "यो जानकारी वकिलको सल्लाहको विकल्प होइन।",
        "तर यो सूची सम्भवतः अधुरो छ।",
    ),
    "am": Language(
        "Amharic",
        ("ኤፕሪል 7 ቀን 2021",),
        "ይህ መረጃ የጠበቃ ምክርን አይተካም።",
        "ያልተሟላ የመሆን ዕድሉ ሰፊ ነው።",
    ),
    "ti": Language(
        "Tigrinya",
        ("7 ሚያዝያ (ኤፕሪል) 2021",),
        "እዚ ሓበሬታ ንምኽሪ ጠበቓ ኣይትክእን እዩ።",
        "ናይ ምዃን ዕድሉ ሰፊሕ እዩ።",
    ),
    "vi": Language(
        "Vietnamese",
        ("7 tháng 4 năm 2021",),
        "Thông tin này không thay thế lời khuyên của luật sư.",
        "danh sách chưa đầy đủ.",
    ),
    "uk": Language(
        "Ukrainian",
        ("7 квітня 2021",),
        "Ця інформація не замінює поради адвоката.",
        "він неповний.",
    ),
    "uz": Language(
        "Uzbek",
        ("2021-yil 7-aprel",),
        "Bu maʼlumot advokat maslahatining oʻrnini bosmaydi.",
        "ammo roʻyxat katta ehtimol bilan toʻliq emas.",
    ),
    "ur": Language(
        "Urdu",
        ("اپریل", "2021"),
        "یہ معلومات وکیل کے مشورے کا متبادل نہیں ہیں۔",
        "لیکن غالباً یہ نامکمل ہے۔",
        right_to_left=True,
    ),
    "ka": Language(
        "Georgian",
        ("2021 წლის 7 აპრილი",),
        "ეს ინფორმაცია ადვოკატის რჩევას ვერ ჩაანაცვლებს.",
        "ორგანიზაციების ეს სია, მაგრამ სია, სავარაუდოდ, არასრულია.",
    ),
    "so": Language(
        "Somali",
        ("7 Abriil 2021",),
        "Macluumaadkani beddel uma aha talada qareenka.",
        "laakiin waxay u badan tahay inuusan dhammaystirnayn.",
    ),
}
