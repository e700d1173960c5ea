"""One made-up release about a meeting, and how others published it: our own texts for what counts as a version."""

from __future__ import annotations

LEAD = (
    "DEMAK - Badan Penanggulangan Bencana Daerah (BPBD) Kabupaten Demak menggelar Rapat Koordinasi Kesiapsiagaan "
    "Banjir di Pendopo Satya Bhakti Praja, Senin (12/2/2024)."
)
BODY = (
    "Rapat koordinasi itu dibuka Bupati Demak Surya Mahendra dan dihadiri Dandim Letkol Bramasta Yudha, Kepala Dinas "
    "Sosial Ratih Kusumadewi, serta para camat dari wilayah yang dilalui Sungai Wulan.",
    'Surya Mahendra mengatakan, "Tahun lalu tanggul jebol di dua titik, maka tahun ini semua pompa harus siap sebelum '
    'puncak musim hujan." Ia meminta camat mendata warga lanjut usia yang tinggal di bantaran sungai.',
    "Menurut Ratih Kusumadewi, bantuan beras sebanyak 25 ton sudah disiapkan di tiga gudang dan dapat disalurkan ke "
    "sembilan desa dalam waktu enam jam setelah ada permintaan dari posko kecamatan.",
    "Letkol Bramasta Yudha menambahkan bahwa prajurit dan relawan akan berlatih bersama memakai perahu karet, agar "
    "evakuasi pada malam hari tidak lagi bergantung pada bantuan dari luar daerah.",
    "Rapat menyepakati tujuh titik pengungsian dengan dapur umum, air bersih, dan pos kesehatan yang dijaga malam.",
)
RELEASE = "\n".join([LEAD, *BODY])

OTHER_LEAD = (
    "KABAR PANTURA, DEMAK – Menghadapi cuaca yang sulit ditebak, pemerintah daerah tak mau kecolongan lagi. Persiapan "
    "dimatangkan dalam sebuah rapat di pendopo kabupaten."
)
WITH_OTHER_LEAD = "\n".join([OTHER_LEAD, *BODY])
WITH_BYLINE = f"Laporan wartawan kami, Galih Prakosa\n{RELEASE}\n(gal/red)"
WITH_BOILERPLATE = (
    f"Beranda » Daerah\nSenin, 12 Februari 2024 21:14 WIB\n{RELEASE}\nIkuti berita kami di saluran pesan dan jangan "
    "lupa berlangganan surat kabar edisi cetak.\nHak cipta dilindungi undang-undang."
)
FRAME = (
    "Baca juga: Harga Beras di Pasar Bintoro Mulai Turun",
    "Artikel ini telah tayang di Kabar Pantura. Simak berita pilihan kami setiap pagi lewat saluran pesan di telepon.",
    "Penulis: Galih Prakosa. Penyunting: Nirmala Hapsari. Hak cipta dilindungi undang-undang.",
)
WITH_LINKS = "\n".join(
    [
        LEAD,
        BODY[0],
        "Baca juga: Harga Beras di Pasar Bintoro Mulai Turun",
        *BODY[1:3],
        "SCROLL UNTUK MELANJUTKAN",
        *BODY[3:],
    ]
)
CUT = "\n".join([LEAD, *BODY[:4]])
REWORDED = (
    RELEASE.replace("mengatakan", "menuturkan")
    .replace("Kabupaten Demak", "Kab. Demak")
    .replace("menambahkan", "bilang")
)
OTHER_MARKS = RELEASE.replace('"', "”").replace("-", "–").replace("\n", "  ").upper()

WEEK_LATER = RELEASE.replace("(12/2/2024)", "(19/2/2024)").replace("tujuh titik", "sembilan titik")
ELSEWHERE = RELEASE.replace("Demak", "Kudus").replace("Surya Mahendra", "Nirmala Hapsari").replace("DEMAK", "KUDUS")
OWN_REPORT = (
    "DEMAK - Tujuh titik pengungsian disiapkan Pemerintah Kabupaten Demak untuk menghadapi banjir. Hal itu diputuskan "
    "dalam rapat yang dipimpin Bupati Surya Mahendra di pendopo, Senin (12/2/2024).\n"
    'Bupati meminta semua pompa diperiksa. "Tahun lalu tanggul jebol di dua titik, maka tahun ini semua pompa harus '
    'siap sebelum puncak musim hujan," katanya kepada wartawan seusai rapat.\n'
    "Kepala Dinas Sosial memastikan beras untuk warga tersedia. Adapun TNI menyiapkan latihan evakuasi memakai perahu "
    "karet bersama relawan, yang akan digelar mulai pekan depan di Kecamatan Karanganyar dan Mijen."
)
PARAGRAPH_OF = "\n".join(
    [
        "Pekan ini pemerintah daerah di pesisir utara sibuk menghadapi musim hujan, dari Brebes sampai Rembang.",
        BODY[2],
        "Di Rembang, nelayan diminta tidak melaut selama gelombang masih tinggi, dan bantuan untuk mereka disiapkan di "
        "kantor koperasi. Di Brebes, petani bawang merah memanen lebih awal supaya tidak merugi karena banjir.",
        "Di Pekalongan, rob sudah masuk ke permukiman sejak Rabu malam. Warga mengungsi ke masjid dan sekolah.",
    ]
)
