"""Sentence patterns of the generated archive, written for it: meetings of local governments, and other news."""

from __future__ import annotations

TOPICS = (
    "Penanganan Stunting",
    "Pengendalian Inflasi Daerah",
    "Kesiapsiagaan Banjir",
    "Pencegahan Konflik Sosial",
    "Persiapan Arus Mudik",
    "Penyusunan Rencana Kerja",
    "Kerukunan Umat Beragama",
    "Penertiban Tambang Rakyat",
    "Pelayanan Administrasi Terpadu",
    "Pengelolaan Dana Desa",
    "Pencegahan Kebakaran Lahan",
    "Penataan Pedagang Pasar",
    "Peningkatan Literasi Pelajar",
    "Perlindungan Perempuan dan Anak",
    "Pengawasan Orang Asing",
    "Percepatan Vaksinasi Ternak",
    "Pembauran Kebangsaan",
    "Pengamanan Natal dan Tahun Baru",
    "Penyaluran Pupuk Bersubsidi",
    "Pembangunan Jalan Lingkar",
)
KINDS = (
    "Rapat Koordinasi",
    "Rakor",
    "Rapat Evaluasi",
    "Sosialisasi",
    "Focus Group Discussion",
    "Musrenbang",
    "Bimbingan Teknis",
    "Forum OPD",
    "Rapat Paripurna",
    "Rakor Forkopimda",
    "Audiensi",
    "Workshop",
)
PLACES = (
    "Aula Kantor Bupati",
    "Pendopo Kabupaten",
    "Ruang Rapat Sekretariat Daerah",
    "Gedung Serba Guna Melati",
    "Hotel Cempaka",
    "Aula Bappeda",
    "Balai Pertemuan Umum",
    "Aula Mapolres",
)
UNITS = ("Kesehatan", "Sosial", "Pendidikan", "Perhubungan", "Pertanian", "Lingkungan Hidup", "Pekerjaan Umum")
SPEAKERS = ("Bupati", "Wakil Bupati", "Sekda", "Kapolres", "Dandim", "Ketua DPRD")
DEGREES = ("", "", "", ", S.Sos., M.Si.", ", S.H.", ", SP", ", S.Pd., M.M.", ", M.Kes.")
TITLES = ("", "", "", "H. ", "Drs. ", "Hj. ", "Ir. ", "Dr. ")
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")

LEADS = (
    "{REGION} – Pemerintah {area} menggelar {meeting} di {place}, {weekday} ({day}/{month}/{year}).",
    "{REGION}, {publisher} – {meeting} berlangsung di {place} pada {weekday}, {day} {month_name} {year}.",
    "{weekday} ({day}/{month}/{year}) bertempat di {place}, {host} {area} melaksanakan {meeting}.",
    "{host} {area} mengadakan {meeting} yang dipusatkan di {place}, {weekday} ({day}/{month}).",
)
OPENINGS = (
    "Kegiatan tersebut dibuka oleh Bupati {region} {bupati} yang diwakili Asisten I Setda {asisten}.",
    "Rapat dipimpin langsung oleh Bupati {region}, {bupati}, didampingi Sekda {sekda}.",
    "Acara dibuka secara resmi oleh Wakil Bupati {region} {wabup}.",
    "Bupati {region} {bupati} membuka kegiatan itu mewakili Gubernur yang berhalangan hadir.",
)
ATTENDANCES = (
    "Hadir dalam kegiatan itu Kapolres {region} AKBP {kapolres}, Dandim yang diwakili Pasi Intel Kapten Inf {pasi}, "
    "Kepala Dinas {unit} {kadis}, para camat se-{area} serta perwakilan organisasi masyarakat.",
    "Turut hadir Ketua DPRD {region} {ketua}, Kajari yang diwakili Kasi Intel {pasi}, Kapolres AKBP {kapolres}, "
    "dan seluruh kepala OPD di lingkungan Pemerintah {area}.",
    "Tampak hadir pada acara itu Sekda {sekda}, Kadis {unit} {kadis}, Kepala Kantor Kementerian Agama {pasi}, "
    "Ketua FKUB {ketua}, tokoh agama, tokoh pemuda dan undangan lainnya.",
)
DETAILS = (
    "Kegiatan ini mengusung tema “{theme}”.",
    "Sebanyak {count} peserta mengikuti kegiatan tersebut dari awal hingga selesai.",
    "Kegiatan ini bertujuan untuk {purpose}.",
    "Adapun narasumber kegiatan ini adalah {kadis} dari Dinas {unit}.",
    "Pertemuan itu membahas {topic_low} di {count} desa yang tersebar di {area}.",
    "Anggaran yang disiapkan untuk {topic_low} mencapai Rp{count} juta pada tahun {year}.",
)
STATEMENTS = (
    "“Kita harus {purpose}, sebab {filler},” ujar {speaker_name}.",
    "Dalam sambutannya, {speaker} {region} {speaker_name} mengatakan bahwa {filler}.",
    "“{Filler}. Karena itu semua pihak wajib mendukung {topic_low},” kata {speaker_name} menegaskan.",
    "{speaker_name} menambahkan, {filler}.",
    "Menurut {speaker_name}, {topic_low} tidak akan berhasil bila {filler}.",
    "Ia berharap hasil pertemuan itu dapat {purpose}.",
)
PURPOSES = (
    "menyamakan persepsi tentang {topic_low}",
    "memperkuat kerja sama lintas sektor dalam {topic_low}",
    "menyusun langkah bersama untuk {topic_low}",
    "mengevaluasi capaian {topic_low} tahun lalu",
    "meningkatkan pemahaman masyarakat tentang {topic_low}",
)
THEMES = (
    "Bersama Mewujudkan {region} yang Maju dan Aman",
    "Sinergi Daerah untuk {topic}",
    "Kolaborasi Tanpa Batas demi {topic}",
    "{topic} Tanggung Jawab Kita Bersama",
)
NEWS_TITLES = (
    "Harga {thing} di {region} Kembali Naik",
    "Warga {region} Panen {thing} Lebih Awal",
    "Kecelakaan di Jalan Lintas {region}, Tiga Luka",
    "Siswa {region} Juara Lomba {thing}",
    "Hujan Lebat Rendam Sawah di {region}",
)
NEWS_LEADS = (
    "{REGION} – Harga {thing} di pasar tradisional {region} naik dalam sepekan terakhir, {weekday} ({day}/{month}).",
    "{REGION}, {publisher} – Petani {thing} di {area} mulai panen sejak {weekday} pekan lalu.",
    "Sebuah truk bermuatan {thing} terbalik di jalan lintas {region} pada {weekday} ({day}/{month}/{year}) dini hari.",
    "Seorang siswa asal {region}, {bupati}, menjadi juara lomba {thing} tingkat nasional.",
    "Hujan lebat yang turun sejak {weekday} malam merendam ratusan hektare sawah di {area}.",
)
NEWS_BODIES = (
    "Seorang pedagang, {kadis}, mengaku {filler}.",
    "“{Filler},” kata {kadis} saat ditemui di lokasi.",
    "Data yang dihimpun menunjukkan {thing} naik {count} persen dibanding bulan lalu.",
    "{kadis} berharap {filler}.",
    "Hingga berita ini ditulis, {filler}.",
)
THINGS = ("cabai", "beras", "kopi", "karet", "jagung", "bawang merah", "minyak goreng", "kelapa", "ikan patin", "lada")
FILLERS = (
    "{w} {w} masih {w} di {w} {w}",
    "warga {w} sudah {w} {w} sejak {w} {w}",
    "{w} yang {w} perlu {w} agar {w} tidak {w}",
    "sejumlah {w} {w} akan {w} {w} secara {w}",
    "setiap {w} harus {w} {w} dengan {w} dan {w}",
    "{w} itu {w} oleh {w} {w} di {count} titik",
    "belum ada {w} {w} untuk {w} para {w} {w}",
)

QUESTIONS = {
    "attendees": (
        "Siapa saja yang hadir di {meeting} {region}?",
        "Apakah Kapolres hadir di {meeting} {region} {year}?",
    ),
    "role": (
        "Siapa kapolres yang hadir di {meeting} {region}?",
        "Kepala Dinas siapa yang datang di {meeting} {region}",
    ),
    "when": ("Kapan {meeting} {region} dilaksanakan?", "{meeting} {region} {year} tanggal berapa?"),
    "where": ("Di mana {meeting} {region} {year} digelar?", "Tempat {meeting} {region} di mana?"),
    "topic": ("Apa tema {meeting} {region}?", "{meeting} {region} {month_name} {year} membahas apa?"),
    "purpose": ("Apa tujuan {meeting} {region}?", "Untuk apa {meeting} di {region} diadakan?"),
    "organiser": ("Siapa yang menyelenggarakan {meeting} {region}?",),
    "opener_or_leader": ("Siapa yang membuka {meeting} {region}?", "{meeting} {region} {year} dipimpin siapa?"),
    "representing": (
        "Bupati {region} diwakili siapa di {meeting}?",
        "Siapa yang mewakili Dandim di {meeting} {region}?",
    ),
    "statement": (
        "Apa kata Bupati soal {topic_low} di {region}?",
        "Apa yang disampaikan Wakil Bupati di {meeting} {region}?",
    ),
    "passage": ("Berapa anggaran {topic_low} {region} {year}?", "Berapa peserta {meeting} {region}?"),
    "list": ("Rapat apa saja di {region} tahun {year}?", "Kegiatan tentang {topic_low} di {region} apa saja?"),
    "count": ("Berapa kali {kind} digelar di {region} tahun {year}?",),
    "person": ("Siapa itu {kapolres}?",),
    "two": ("Kapan {meeting} {region} dan siapa yang membukanya?",),
    "english": ("Who attended the {meeting} in {region} in {year}?",),
}
"""By what they ask, of one meeting that is in the archive."""

UNANSWERABLE = (
    "Siapa yang hadir di {meeting} {region} tahun 2009?",
    "Kapan rapat pembentukan koperasi nelayan laut dalam {region}?",
    "Siapa yang membuka seminar kedokteran hewan di {region}?",
    "Apa warna favorit {bupati}?",
    "Bagaimana cuaca besok pagi?",
    "resep rendang padang",
)
FOLLOW_UPS = ("terus siapa yang buka?", "kalau tempatnya di mana?", "kapolresnya siapa?", "tanggal berapa itu?")
INFORMAL = (
    ("siapa saja", "siapa aja"),
    ("siapa", "sapa"),
    ("yang", "yg"),
    ("di mana", "dmn"),
    ("kapan", "kpn"),
    ("tahun", "thn"),
    ("tanggal", "tgl"),
    ("apa saja", "apa aja"),
    ("wakil bupati", "wabup"),
    ("kepala dinas", "kadis"),
)
