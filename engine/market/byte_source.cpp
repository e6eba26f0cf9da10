#include "engine/market/byte_source.h"

#include <zlib.h>
#include <zstd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <vector>

namespace agora {

namespace {

constexpr std::array<unsigned char, 4> zstdMark{0x28, 0xB5, 0x2F, 0xFD};

/// Plain files and gzip, which zlib tells apart.
class GzipSource final : public ByteSource {
public:
    explicit GzipSource(gzFile file) : m_file(file) {}

    Result<std::size_t> read(std::span<char> to) override
    {
        const int count = gzread(m_file.get(), to.data(), static_cast<unsigned>(to.size()));
        int code = Z_OK;
        const char *text = gzerror(m_file.get(), &code);
        if (count < 0 || (code != Z_OK && code != Z_STREAM_END))
            return fail(reasonOf(code, text));
        return static_cast<std::size_t>(count);
    }
    std::uint64_t position() const override
    {
        return static_cast<std::uint64_t>(gzoffset(m_file.get()));
    }

private:
    static std::string reasonOf(int code, const char *text)
    {
        if (code == Z_BUF_ERROR)
            return "the compressed data is cut short";
        if (code == Z_DATA_ERROR)
            return std::string("the compressed data is damaged (") + text + ")";
        return code == Z_ERRNO ? std::strerror(errno) : text;
    }

    struct Closer {
        void operator()(gzFile file) const { gzclose(file); }
    };
    std::unique_ptr<gzFile_s, Closer> m_file;
};

class ZstdSource final : public ByteSource {
public:
    explicit ZstdSource(std::FILE *file)
        : m_file(file), m_stream(ZSTD_createDStream()), m_packed(ZSTD_DStreamInSize())
    {}

    Result<std::size_t> read(std::span<char> to) override
    {
        ZSTD_outBuffer out{to.data(), to.size(), 0};
        while (out.pos == 0) {
            if (m_in.pos == m_in.size) {
                m_in = {m_packed.data(),
                    std::fread(m_packed.data(), 1, m_packed.size(), m_file.get()), 0};
                m_position += m_in.size;
                if (std::ferror(m_file.get()) != 0)
                    return fail(std::strerror(errno));
                if (m_in.size == 0 && m_isInFrame)
                    return fail("the compressed data is cut short");
                if (m_in.size == 0)
                    return std::size_t{0};
            }
            const auto hint = ZSTD_decompressStream(m_stream.get(), &out, &m_in);
            if (ZSTD_isError(hint) != 0)
                return fail(std::string("the compressed data is damaged (")
                    + ZSTD_getErrorName(hint) + ")");
            m_isInFrame = hint != 0;
        }
        return out.pos;
    }
    std::uint64_t position() const override { return m_position; }

private:
    struct Closer {
        void operator()(std::FILE *file) const { std::fclose(file); }
        void operator()(ZSTD_DStream *stream) const { ZSTD_freeDStream(stream); }
    };
    std::unique_ptr<std::FILE, Closer> m_file;
    std::unique_ptr<ZSTD_DStream, Closer> m_stream;
    std::vector<char> m_packed;
    ZSTD_inBuffer m_in{nullptr, 0, 0};
    std::uint64_t m_position = 0;
    bool m_isInFrame = true;
};

} // namespace

Result<std::unique_ptr<ByteSource>> ByteSource::open(const std::filesystem::path &file)
{
    std::error_code ignored;
    if (std::filesystem::is_directory(file, ignored))
        return fail(file.string() + ": this is a folder, not a file");
    errno = 0;
    auto *handle = std::fopen(file.c_str(), "rb");
    if (handle == nullptr)
        return fail(file.string() + ": cannot be read: " + std::strerror(errno));
    std::array<unsigned char, 4> mark{};
    const bool isZstd
        = std::fread(mark.data(), 1, mark.size(), handle) == mark.size() && mark == zstdMark;
    if (isZstd) {
        std::rewind(handle);
        return std::unique_ptr<ByteSource>(std::make_unique<ZstdSource>(handle));
    }
    std::fclose(handle);
    auto *packed = gzopen(file.c_str(), "rb");
    if (packed == nullptr)
        return fail(file.string() + ": cannot be read: " + std::strerror(errno));
    gzbuffer(packed, 128 * 1024);
    return std::unique_ptr<ByteSource>(std::make_unique<GzipSource>(packed));
}

} // namespace agora
