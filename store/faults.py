"""What the operating system reports, as words for a clerk."""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOSPC: ("磁盘已满", "请腾出空间后再试。"),
    errno.EDQUOT: ("超出了分配给您的磁盘配额", "请腾出空间，或请管理员提高配额后再试。"),
    errno.EIO: ("磁盘读写出错", "请换一个磁盘保存，并请管理员检查这个磁盘。"),
    errno.EFBIG: ("文件超过了系统允许的大小", "请管理员放宽限制后再试。"),
    errno.EROFS: ("所在的磁盘是只读的", "请换一个可以写的位置。"),
    errno.ELOOP: ("链接绕成了一个圈，找不到真正的文件", "请删除出错的链接。"),
    errno.EACCES: ("没有权限", "请向管理员申请权限，或换一个位置。"),
    errno.EPERM: ("系统不允许这样做", "请向管理员申请权限，或换一个位置。"),
    errno.ENOENT: ("文件或它所在的文件夹不存在", "请检查路径有没有写错。"),
    errno.ENOTDIR: ("路径中间有一段不是文件夹", "请检查路径有没有写错。"),
    errno.EISDIR: ("这是一个文件夹，不是文件", "请指定文件的路径。"),
    errno.EEXIST: ("已经有同名的文件", "请换一个名称。"),
    errno.ENODEV: ("这不是普通文件", "请指定普通文件的路径。"),
    errno.ENXIO: ("这不是普通文件", "请指定普通文件的路径。"),
    errno.ENAMETOOLONG: ("文件名太长", "请换一个短一些的名称。"),
    errno.EILSEQ: ("文件名里有这个磁盘不能用的字符", "请换一个名称。"),
    errno.EMFILE: ("同时打开的文件太多", "请关闭一些程序后再试。"),
    errno.ENFILE: ("同时打开的文件太多", "请关闭一些程序后再试。"),
    errno.ENOMEM: ("内存不够", "请关闭一些程序后再试。"),
    errno.EBUSY: ("文件正被系统占用", "请稍后再试。"),
    errno.ETXTBSY: ("文件正被系统占用", "请稍后再试。"),
    errno.ESTALE: ("网络磁盘的连接已失效", "请重新连接网络磁盘后再试。"),
    errno.ETIMEDOUT: ("网络磁盘没有响应", "请检查网络后再试。"),
    errno.EHOSTDOWN: ("网络磁盘没有响应", "请检查网络后再试。"),
}


def reason(error: OSError) -> tuple[str, str]:
    """Why it failed (a phrase without a full stop), and what to do (a sentence)."""
    known = _REASONS.get(error.errno or 0)
    if known is not None:
        return known
    return f"系统报告错误 {error.errno}（{error.strerror or error}）", "请把这句话告诉管理员。"
