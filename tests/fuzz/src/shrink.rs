//! Makes an input that breaks something as short as it can be made.

/// Leaves parts out, halves first, for as long as what is left `breaks`.
pub(crate) fn shrink(input: &[u8], breaks: impl Fn(&[u8]) -> bool) -> Vec<u8> {
    let mut input = input.to_vec();
    let mut length = input.len().next_power_of_two() / 2;
    while length > 0 {
        let mut at = 0;
        while at < input.len() {
            let end = (at + length).min(input.len());
            let shorter = [&input[..at], &input[end..]].concat();
            if breaks(&shorter) {
                input = shorter;
            } else {
                at = end;
            }
        }
        length /= 2;
    }
    input
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_matter_is_left_out() {
        let breaks = |input: &[u8]| input.windows(2).any(|pair| pair == b"ab") && input.contains(&b'c');
        assert_eq!(shrink(b"xxxcxxxxxxabxx", breaks), b"cab");
        assert_eq!(shrink(b"cab", breaks), b"cab");
    }
}
