// Every Vietnamese sentence of the page, and how dates, sizes and numbers are written in them.

const ZONE = "Asia/Ho_Chi_Minh"; // the deadlines that the bot names are in this zone too
const clock = new Intl.DateTimeFormat("vi-VN", { timeZone: ZONE, hour: "2-digit", minute: "2-digit", hour12: false });
const date = new Intl.DateTimeFormat("vi-VN", {
  timeZone: ZONE, weekday: "long", day: "2-digit", month: "2-digit", year: "numeric",
});
const key = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE });
const decimal = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 1 });

export const timeOf = (at) => clock.format(at);
export const dayKey = (at) => key.format(at);

export function dayName(at, now = Date.now()) {
  if (dayKey(at) === dayKey(now)) return "Hôm nay";
  if (dayKey(at) === dayKey(now - 86_400_000)) return "Hôm qua";
  return date.format(at);
}

export function sizeOf(bytes) {
  if (bytes < 1000) return `${bytes} byte`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} KB`;
  return `${decimal.format(bytes / 1_000_000)} MB`;
}

export const TEXT = {
  product: "Chấm điểm",
  landingTitle: "Chấm điểm qua tin nhắn",
  landingIntro:
    "Trợ lý hỏi từng câu, anh/chị trả lời và gửi minh chứng ngay trong cuộc trò chuyện. " +
    "Có thể dừng và quay lại bất cứ lúc nào.",
  codeLabel: "Mã mời",
  codeHint: "Mã nằm trong thư mời của cơ quan chấm điểm gửi cho anh/chị.",
  codeMissing: "Anh/chị vui lòng nhập mã mời.",
  enter: "Vào trò chuyện",
  entering: "Đang mở cuộc trò chuyện…",
  recentTitle: "Các cuộc trò chuyện trên máy này",
  lastOpened: (at) => `Mở lần cuối: ${dayName(at).toLowerCase()}, ${timeOf(at)}`,
  toLanding: "Về trang đầu",

  foreignTitle: "Không mở được trên máy này",
  foreignText: "Cuộc trò chuyện này thuộc về một máy khác. Anh/chị mở lại trên máy đã dùng, hoặc vào bằng mã mời của mình.",
  missingTitle: "Không tìm thấy cuộc trò chuyện",
  missingText: "Đường dẫn có thể đã bị cắt bớt. Anh/chị kiểm tra lại, hoặc vào bằng mã mời của mình.",

  skip: "Đến ô nhập tin",
  logLabel: "Tin nhắn",
  botName: "Trợ lý",
  myName: "Tôi",
  typing: "Trợ lý đang soạn tin…",
  older: (count) => `Xem ${count} tin cũ hơn`,
  unread: (count) => (count ? `${count} tin mới` : ""),
  jump: (count) => (count ? `Xuống ${count} tin mới` : "Xuống tin mới nhất"),

  textLabel: "Tin nhắn của anh/chị",
  textHint: "Nhập tin nhắn…",
  captionHint: "Thêm chú thích (không bắt buộc)…",
  send: "Gửi",
  commandsTitle: "Danh sách lệnh",
  attachTitle: "Gửi ảnh hoặc tệp",
  shoot: "Chụp ảnh",
  browse: "Chọn ảnh hoặc tệp",
  drop: "Thả tệp vào đây để gửi",
  trayLabel: "Tệp sắp gửi",
  leaveOut: (name) => `Bỏ tệp ${name}`,
  pastedName: "anh-dan",

  sending: "Đang gửi",
  waiting: "Chờ mạng để gửi",
  sent: "Đã gửi",
  failed: "Chưa gửi được",
  resend: "Gửi lại",
  remove: "Bỏ",
  cancel: "Hủy gửi",
  pressed: "đã bấm",
  progress: (sent, total) => `${sizeOf(sent)} / ${sizeOf(total)}`,
  storing: "Đang lưu…",
  queued: "Chờ đến lượt",

  openImage: (name) => `Xem ảnh ${name}`,
  openFile: (name, size) => `Mở tệp ${name}, ${size}`,
  closeImage: "Đóng ảnh",
  openOriginal: "Mở ảnh gốc",

  loading: "Đang tải tin nhắn…",
  offline: "Mất kết nối. Tin của anh/chị được giữ trên máy và tự gửi khi có mạng.",
  offlineStart: "Chưa kết nối được với máy chủ. Trang sẽ tự thử lại.",
  tooLarge: (size, limit) => `Tệp nặng ${size}, vượt mức tối đa ${limit}.`,
  emptyFile: "Tệp này trống (0 byte) nên không gửi được. Anh/chị kiểm tra rồi chọn lại tệp.",
  wrongType: (accept) => `Loại tệp này không nhận được. Các loại nhận được: ${accept}.`,
  unreadable: "Không đọc được tệp trên máy. Anh/chị bỏ tin này rồi chọn lại tệp.",
  serverError: "Máy chủ gặp lỗi. Anh/chị thử lại sau ít phút.",
  unreachable: "Không kết nối được với máy chủ. Anh/chị kiểm tra mạng rồi thử lại.",
};

/** Fill the sentences into the page: data-text as text, data-label as accessible name. */
export function fillTexts(root) {
  for (const node of root.querySelectorAll("[data-text]")) node.textContent = TEXT[node.dataset.text];
  for (const node of root.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", TEXT[node.dataset.label]);
    if (node.matches("button, a")) node.title = TEXT[node.dataset.label];
  }
}
