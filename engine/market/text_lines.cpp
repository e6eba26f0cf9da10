#include "engine/market/text_lines.h"

#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace agora {

namespace {

constexpr std::size_t bufferSize = 256 * 1024;
constexpr std::size_t longestLine = 4096;
constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

std::string reasonOf(int code, const char *text)
{
    if (code == Z_BUF_ERROR)
        return "the compressed data is cut short";
    if (code == Z_DATA_ERROR)
        return std::string("the compressed data is damaged (") + text + ")";
    return code == Z_ERRNO ? std::strerror(errno) : text;
}

} // namespace

void TextLines::Closer::operator()(gzFile_s *handle) const { gzclose(handle); }

TextLines::TextLines(std::filesystem::path file, gzFile_s *handle)
    : m_file(std::move(file)), m_handle(handle), m_buffer(bufferSize)
{}

Result<TextLines> TextLines::open(const std::filesystem::path &file)
{
    std::error_code ignored;
    if (std::filesystem::is_directory(file, ignored))
        return fail(file.string() + ": this is a folder, not a file");
    errno = 0;
    auto *handle = gzopen(file.c_str(), "rb");
    if (handle == nullptr)
        return fail(file.string() + ": cannot be read: " + std::strerror(errno));
    return TextLines(file, handle);
}

Result<bool> TextLines::readMore()
{
    std::copy(m_buffer.begin() + static_cast<std::ptrdiff_t>(m_begin),
        m_buffer.begin() + static_cast<std::ptrdiff_t>(m_end), m_buffer.begin());
    m_end -= m_begin;
    m_begin = 0;
    const auto room = m_buffer.size() - m_end;
    const int count = gzread(m_handle.get(), m_buffer.data() + m_end, static_cast<unsigned>(room));
    int code = Z_OK;
    const char *text = gzerror(m_handle.get(), &code);
    if (count < 0 || (code != Z_OK && code != Z_STREAM_END))
        return fail(m_file.string() + ": after line " + std::to_string(m_number) + ": "
            + reasonOf(code, text));
    m_end += static_cast<std::size_t>(count);
    return count > 0;
}

std::string_view TextLines::take(std::size_t length, std::size_t endLength)
{
    std::string_view line(m_buffer.data() + m_begin, length);
    m_begin += length + endLength;
    ++m_number;
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    if (m_number == 1 && line.starts_with(byteOrderMark))
        line.remove_prefix(byteOrderMark.size());
    return line;
}

Result<std::optional<std::string_view>> TextLines::next()
{
    std::size_t searched = 0;
    while (true) {
        const std::string_view rest(m_buffer.data() + m_begin, m_end - m_begin);
        const auto length = rest.find('\n', searched);
        if (std::min(length, rest.size()) > longestLine) {
            ++m_number;
            return complain("the line is longer than " + std::to_string(longestLine)
                + " bytes: this is no table of quotes");
        }
        if (length != std::string_view::npos)
            return std::optional(take(length, 1));
        if (m_isAtEnd) {
            if (rest.empty())
                return std::optional<std::string_view>();
            return std::optional(take(rest.size(), 0));
        }
        searched = rest.size();
        const auto more = readMore();
        if (!more)
            return more.failure();
        m_isAtEnd = !*more;
    }
}

Failure<Error> TextLines::complain(const std::string &what) const
{
    return fail(m_file.string() + ": line " + std::to_string(m_number) + ": " + what);
}

} // namespace agora
