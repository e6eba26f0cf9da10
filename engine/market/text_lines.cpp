#include "engine/market/text_lines.h"

#include <algorithm>

namespace agora {

namespace {

constexpr std::size_t bufferSize = 256 * 1024;
constexpr std::size_t longestLine = 4096;
constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

} // namespace

TextLines::TextLines(std::filesystem::path file, std::unique_ptr<ByteSource> source)
    : m_file(std::move(file)), m_source(std::move(source)), m_buffer(bufferSize)
{}

Result<TextLines> TextLines::open(const std::filesystem::path &file)
{
    auto source = ByteSource::open(file);
    if (!source)
        return source.failure();
    return TextLines(file, *std::move(source));
}

Result<bool> TextLines::readMore()
{
    std::copy(m_buffer.begin() + static_cast<std::ptrdiff_t>(m_begin),
        m_buffer.begin() + static_cast<std::ptrdiff_t>(m_end), m_buffer.begin());
    m_end -= m_begin;
    m_begin = 0;
    const auto count = m_source->read(std::span(m_buffer).subspan(m_end));
    if (!count)
        return fail(m_file.string() + ": after line " + std::to_string(m_number) + ": "
            + count.error().message);
    m_end += *count;
    return *count > 0;
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
                + " bytes: this is no table of prices");
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
